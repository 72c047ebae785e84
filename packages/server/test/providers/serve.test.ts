import { tmpdir } from 'node:os'
import { createClient } from '@tenantry/core'
import { usersContract } from '@tenantry/core/users'
import { expect, onTestFinished, test } from 'vitest'
import { runCommand } from '../run-command.ts'
import { openSite } from './open-site.ts'
import { sites } from './sites.ts'

// Each provider's own words for our roles; Supabase keeps people alone.
const roles = { kinde: ['admin', 'employee'], clerk: ['org:admin', 'org:member'], supabase: null } as const
const providers = ['kinde', 'clerk', 'supabase'] as const

test.each(providers)(
  'with %s, organizations are founded, people invited, added and removed, and each is to be seen there',
  { timeout: 60_000 },
  async (name) => {
    const { site, running, person } = await openSite(name)
    const [ada, ben] = [person('ada@example.com'), person('ben@example.com')]
    const [strong = '', weak = ''] = roles[name] ?? []
    const seen = (...held: readonly (readonly [email: string, role: string])[]) =>
      expect.poll(site.holds, { timeout: 10_000 }).toEqual(roles[name] ? { Acme: Object.fromEntries(held) } : {})

    const { organization } = await ada.client.organizations.create({ body: { name: 'Acme', slug: 'acme' } })
    const params = { organizationId: organization.id }
    await seen([ada.email, strong])

    const invitations = [{ email: ben.email, role: 'employee' }]
    const { results } = await ada.client.invitations.create({ params, body: { invitations } })
    await ben.client.invitations.accept({ body: { invitation_id: results[0]?.invitation?.id ?? '' } })
    await seen([ada.email, strong], [ben.email, weak])

    const people = createClient({ contract: usersContract, baseURL: running.url, getToken: ada.getToken })
    const email = 'cleo@example.com'
    await people.users.create({
      body: {
        email: 'cleo@example.com',
        full_name: 'Cleo Example',
        password: 'a made-up passphrase',
        username: 'cleo',
      },
    })
    if (email === null) throw new Error('a user without an address')
    expect(site.accounts()).toContain(email)
    await seen([ada.email, strong], [ben.email, weak], [email, weak])

    const { members } = await ada.client.members.list({ params })
    const userId = members.find((member) => member.email === ben.email)?.user_id ?? ''
    await ada.client.members.remove({ params: { ...params, userId } })
    await seen([ada.email, strong], [email, weak])
    const { waiting, error } = (await ada.client.sync.get({ params })).sync
    expect({ waiting, error }).toEqual({ waiting: 0, error: null })
  },
)

test.each(['kinde', 'clerk'] as const)(
  'with %s, which mails invitations, one that is accepted there is accepted here',
  { timeout: 60_000 },
  async (name) => {
    const { site, running, person } = await openSite(name, { environment: { TENANTRY_INVITATION_MAIL: 'provider' } })
    const [ada, ben] = [person('ada@example.com'), person('ben@example.com')]
    const { organization } = await ada.client.organizations.create({ body: { name: 'Acme', slug: 'acme' } })
    const params = { organizationId: organization.id }
    const invited = async () => (await ada.client.invitations.list({ params, query: {} })).invitations
    const body = { invitations: [{ email: ben.email, role: 'employee' }] }
    await ada.client.invitations.create({ params, body })
    await expect.poll(async () => (await invited())[0]?.delivery_status, { timeout: 20_000 }).toBe('sent')
    expect(site.mails?.()).toEqual([ben.email])

    site.accept?.(ben.email, ben.subject)
    // Twice, as providers do.
    for (const told of [...((await site.news?.()) ?? []), ...((await site.news?.()) ?? [])])
      expect((await fetch(`${running.url}/api/webhooks/${name}`, told)).status).toBe(200)
    const { organizations, pendingInvitations } = await ben.client.organizations.status()
    expect(organizations).toMatchObject([{ organization_id: organization.id, role: 'employee' }])
    expect(pendingInvitations).toEqual([])
    expect(await invited()).toMatchObject([{ email: ben.email, status: 'accepted' }])
  },
)

test('does not start where the provider mails no invitations to organizations', { timeout: 60_000 }, async () => {
  const site = await sites.supabase()
  onTestFinished(() => site.served.stop())
  const environment = { ...site.environment, DATABASE_URL: 'memory:', TENANTRY_INVITATION_MAIL: 'provider' }
  const { code, err } = await runCommand(['serve'], { folder: tmpdir(), environment })
  expect([code, err]).toEqual([1, expect.stringContaining('TENANTRY_INVITATION_MAIL must be tenantry: supabase')])
})
