import { loadSpec, specChecker } from '@tenantry/testing/spec'
import { describe, expect, test } from 'vitest'
import { webhookDefects } from './known-defects.ts'
import { openSite, type Site } from './world.ts'

const MINUTE_MS = 60_000

async function everything(site: Site) {
  const { organizations, invitations } = site.provider
  const [ada, bob] = ['ada@example.com', 'bob@example.com'].map((email) => site.fake.account(email, { name: 'A' }))
  const id = await organizations.create({ marker: crypto.randomUUID(), name: 'Acme', slug: 'acme', founder: null })
  await organizations.setMember(id, { subject: ada ?? '', role: 'admin' })
  const expiresAt = new Date(Date.now() + 86_400_000)
  const wish = { email: 'bob@example.com', role: 'employee', url: 'https://app.example.com', expiresAt, mail: false }
  const invitation = await invitations.send(id, { ...wish, inviter: null })
  site.fake.accept(invitation.id, bob ?? '')
  const withdrawn = await invitations.send(id, { ...wish, inviter: null, email: 'eve@example.com' })
  await invitations.revoke(id, withdrawn.id)
  await organizations.setMember(id, { subject: bob ?? '', role: 'admin' })
  await organizations.removeMember(id, ada ?? '')
  await organizations.update(id, { name: 'Acme 2' })
  await organizations.remove(id)
  await site.provider.deleteUser({ issuer: site.served.url, subject: ada ?? '' }, { runSql: () => Promise.reject() })
  return { id, ada, bob, accepted: invitation.id, withdrawn: withdrawn.id }
}

test('tells everything that happens in our words', async () => {
  await using site = await openSite()
  const { id, ada, bob, accepted, withdrawn } = await everything(site)
  const told = []
  for (const event of site.fake.events)
    told.push(await site.provider.webhooks?.read(await site.fake.delivery(event, { id: 'msg_1' })))
  expect(told.every((event) => event?.id === 'msg_1')).toBe(true)
  const account = { type: 'user.changed', emailVerified: true, name: 'A' }
  expect(told.flatMap((event) => event?.changes).filter((change) => change?.type !== 'user.changed')).toEqual([
    { type: 'organization.changed', organizationId: id, name: 'Acme' },
    { type: 'member.changed', organizationId: id, subject: ada, roles: ['admin'] },
    {
      ...{ type: 'invitation.accepted', organizationId: id, invitationId: accepted },
      ...{ email: 'bob@example.com', subject: bob },
    },
    { type: 'member.changed', organizationId: id, subject: bob, roles: ['manager', 'employee'] },
    { type: 'invitation.revoked', organizationId: id, invitationId: withdrawn },
    { type: 'member.changed', organizationId: id, subject: bob, roles: ['admin'] },
    { type: 'member.removed', organizationId: id, subject: ada },
    { type: 'organization.changed', organizationId: id, name: 'Acme 2' },
    { type: 'organization.removed', organizationId: id },
    { type: 'user.removed', subject: ada },
  ])
  expect(told[0]?.changes).toEqual([{ ...account, subject: ada, email: 'ada@example.com' }])
  const created = told.filter((event) => event?.type === 'organizationInvitation.created')
  expect(created.map((event) => event?.changes)).toEqual([[], []])
})

test('is told what the specification of webhooks says', async () => {
  const document = loadSpec('clerk-webhooks.yaml')
  await using site = await openSite()
  await everything(site)
  if (!document) return
  const events = (document as unknown as { 'x-webhooks': Record<string, Record<string, unknown>> })['x-webhooks']
  const paths = Object.fromEntries(Object.entries(events).map(([type, item]) => [`/${type}`, item]))
  const check = specChecker({ ...document, paths }, { defects: webhookDefects })
  const report = check(
    site.fake.events.map((event) => ({
      method: 'POST',
      url: `/${event.type}`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(event),
      answer: null,
    })),
  )
  console.info(`Checked against clerk-webhooks.yaml: ${report.requests} events`)
  expect([report.violations, report.unmet]).toEqual([[], []])
})

describe('refuses a webhook', () => {
  async function delivered(site: Site, at = Date.now()) {
    site.fake.account('ada@example.com')
    const [event] = site.fake.events
    if (!event) throw new TypeError('an event')
    return { request: await site.fake.delivery(event, { id: 'msg_1', at }), event }
  }
  const refused = { name: 'ProviderError', kind: 'unauthorized' }

  test('whose text was changed', async () => {
    await using site = await openSite()
    const { request } = await delivered(site)
    const body = (await request.clone().text()).replace('ada@', 'eve@')
    const changed = new Request(request.url, { method: 'POST', headers: request.headers, body })
    await expect(site.provider.webhooks?.read(changed)).rejects.toMatchObject(refused)
  })

  test.each(['svix-id', 'svix-timestamp', 'svix-signature'])('whose %s was changed or left out', async (name) => {
    await using site = await openSite()
    const { request } = await delivered(site)
    const other = name === 'svix-timestamp' ? String(Math.floor(Date.now() / 1000) - 7) : 'v1,msg_2'
    for (const value of [other, '', null]) {
      const headers = new Headers(request.headers)
      headers.delete(name)
      if (value !== null) headers.set(name, value)
      const changed = new Request(request.url, { method: 'POST', headers, body: await request.clone().text() })
      await expect(site.provider.webhooks?.read(changed)).rejects.toMatchObject(refused)
    }
  })

  test.each([-6, 6])('that is %s minutes away', async (minutes) => {
    await using site = await openSite()
    const { request } = await delivered(site, Date.now() + minutes * MINUTE_MS)
    await expect(site.provider.webhooks?.read(request)).rejects.toMatchObject(refused)
    const { request: fresh } = await delivered(site, Date.now() + (minutes / 6) * 4 * MINUTE_MS)
    expect(await site.provider.webhooks?.read(fresh)).toMatchObject({ id: 'msg_1' })
  })

  test('that another secret signed', async () => {
    await using site = await openSite()
    const { request } = await delivered(site)
    const other = site.clerk({ webhookSecret: `whsec_${btoa('another made-up secret of 32 by')}` })
    await expect(other.webhooks?.read(request)).rejects.toMatchObject(refused)
  })

  test('that is well signed and has another shape', async () => {
    await using site = await openSite()
    const { event } = await delivered(site)
    for (const data of [{ ...event, data: { id: 7 } }, { ...event, data: null }, { object: 'event' }]) {
      const request = await site.fake.delivery(data as typeof event)
      const failure = { name: 'ProviderError', kind: 'invalid' }
      await expect(site.provider.webhooks?.read(request)).rejects.toMatchObject(failure)
    }
  })
})

test('gives the same id to every delivery of one event, so that the second is known', async () => {
  await using site = await openSite()
  site.fake.account('ada@example.com')
  const [event] = site.fake.events
  if (!event) throw new TypeError('an event')
  const deliveries = [
    await site.fake.delivery(event, { id: 'msg_7' }),
    await site.fake.delivery(event, { id: 'msg_7' }),
  ]
  const read = await Promise.all(deliveries.map((one) => site.provider.webhooks?.read(one)))
  expect(read.map((one) => one?.id)).toEqual(['msg_7', 'msg_7'])
  expect(read[0]?.at).toEqual(new Date(event.timestamp))
})

test('reads none without the secret', async () => {
  await using site = await openSite()
  expect(site.clerk({ webhookSecret: undefined as never }).webhooks).toBeUndefined()
})
