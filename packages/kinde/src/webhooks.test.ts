import { generateKeyPair, SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { kindeForFile } from '../test/start-kinde.ts'

const running = await kindeForFile()
const { fake } = running
const provider = running.adapter({ roles: { admin: 'admin', employee: 'staff' } })
const { webhooks } = provider

const read = (body: string) =>
  webhooks?.read(
    new Request('http://host/webhooks/kinde', { method: 'POST', body, headers: { 'content-type': 'application/jwt' } }),
  )

const HOUR_MS = 3_600_000
const hence = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString()

const eventOf = (type: string, data: object, timestamp = hence(0)) => ({
  event_id: 'event_1',
  type,
  source: 'admin',
  timestamp,
  data,
})
const joined = { id: 'kp_1', email: 'ada@example.com', first_name: 'Ada', last_name: 'Example', is_suspended: false }
const told = {
  ...joined,
  organizations: [
    {
      code: 'org_1',
      permissions: null,
      roles: [
        { id: 'r1', key: 'staff' },
        { id: 'r2', key: 'admin' },
      ],
    },
    { code: 'org_2', permissions: null, roles: [{ id: 'r3', key: 'billing' }] },
    { code: 'org_3', permissions: null, roles: null },
  ],
}
const ada = {
  type: 'user.changed',
  subject: 'kp_1',
  email: 'ada@example.com',
  emailVerified: null,
  name: 'Ada Example',
}
const memberships = {
  type: 'memberships.changed',
  subject: 'kp_1',
  memberships: [
    { organizationId: 'org_1', roles: ['admin'] },
    { organizationId: 'org_2', roles: [] },
    { organizationId: 'org_3', roles: [] },
  ],
}
const acme = { code: 'org_1', name: 'Acme', handle: 'acme', external_id: null }

test.each<[type: string, data: object, changes: readonly object[]]>([
  ['user.created', { user: told }, [ada, memberships]],
  ['user.updated', { user: told }, [ada, memberships]],
  // What is not told is not empty: nobody leaves for that.
  ['user.updated', { user: joined }, [ada]],
  ['user.updated', { user: { ...joined, organizations: [] } }, [ada, { ...memberships, memberships: [] }]],
  ['user.deleted', { user: { id: 'kp_1' } }, [{ type: 'user.removed', subject: 'kp_1' }]],
  [
    'organization.created',
    { organization: acme },
    [{ type: 'organization.changed', organizationId: 'org_1', name: 'Acme' }],
  ],
  [
    'organization.updated',
    { organization: acme },
    [{ type: 'organization.changed', organizationId: 'org_1', name: 'Acme' }],
  ],
  [
    'organization.deleted',
    { organization: { code: 'org_1' } },
    [{ type: 'organization.removed', organizationId: 'org_1' }],
  ],
  ['user.authenticated', { user: { id: 'kp_1' } }, []],
  ['something.new', { thing: 1 }, []],
])('reads %s', async (type, data, changes) => {
  const event = { ...eventOf(type, data), event_timestamp: '2026-02-03T12:00:00.000Z' }
  expect(await read(await fake.webhook(event))).toEqual({
    id: 'event_1',
    type,
    at: new Date('2026-02-03T12:00:00.000Z'),
    changes,
  })
})

test('reads what Kinde tells of what was done through it, the same each time', async () => {
  const id = await provider.organizations?.create({ marker: 'm', name: 'Acme', slug: 'acme', founder: null })
  const subject = fake.account('founder@example.com')
  fake.state.roles.set('r9', { id: 'r9', key: 'staff', name: 'Staff', description: '', is_default_role: false })
  await provider.organizations?.setMember(id ?? '', { subject, role: 'employee' })
  const last = fake.state.events.at(-1)
  const body = await fake.webhook(last ?? {})
  const [event, again] = [await read(body), await read(body)]
  expect(event?.changes).toContainEqual({
    type: 'memberships.changed',
    subject,
    memberships: [{ organizationId: id, roles: ['employee'] }],
  })
  expect([again?.id, event?.id]).toEqual([last?.event_id, last?.event_id])
})

const strangers = await generateKeyPair('RS256')
const news = eventOf('user.deleted', { user: { id: 'kp_1' } })
const parts = async (event: object) => (await fake.webhook({ ...event })).split('.')

test.each<[what: string, body: () => Promise<string>, kind: string]>([
  ['nothing', async () => '', 'unauthorized'],
  ['JSON', async () => JSON.stringify(news), 'unauthorized'],
  [
    'a body that was tampered with',
    async () => {
      const [head, , signature] = await parts(news)
      const [, other] = await parts(eventOf('user.deleted', { user: { id: 'kp_2' } }))
      return [head, other, signature].join('.')
    },
    'unauthorized',
  ],
  [
    'a signature of somebody else',
    () => new SignJWT(news).setProtectedHeader({ alg: 'RS256', typ: 'JWT' }).sign(strangers.privateKey),
    'unauthorized',
  ],
  [
    'a secret in place of a signature',
    () => new SignJWT(news).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(new Uint8Array(32)),
    'unauthorized',
  ],
  ['no signature', async () => `${btoa('{"alg":"none","typ":"JWT"}')}.${(await parts(news))[1]}.`, 'unauthorized'],
  ['the access token of a person', () => fake.accessToken('kp_1'), 'unauthorized'],
  ['an access token that looks like an event', () => fake.accessToken('kp_1', { ...news }), 'unauthorized'],
  ['what is older than any delivery', () => fake.webhook({ ...news, timestamp: hence(-41) }), 'unauthorized'],
  ['what comes from the future', () => fake.webhook({ ...news, timestamp: hence(1) }), 'unauthorized'],
  ['a time that is none', () => fake.webhook({ ...news, timestamp: 'soon' }), 'unauthorized'],
  ['an event without id', () => fake.webhook({ ...news, event_id: '' }), 'invalid'],
  ['an event without data', () => fake.webhook({ ...news, data: null }), 'invalid'],
  ['data of another shape', () => fake.webhook({ ...news, data: { user: 'kp_1' } }), 'invalid'],
  ['a megabyte', async () => 'a'.repeat(1024 * 1024), 'invalid'],
])('refuses %s', async (_, body, kind) => {
  await expect(read(await body())).rejects.toMatchObject({ name: 'ProviderError', kind })
})

test('takes a delivery that Kinde repeated after 36 hours', async () => {
  expect((await read(await fake.webhook({ ...news, timestamp: hence(-36) })))?.id).toBe('event_1')
})

test('says that it is its own trouble when the keys cannot be had', async () => {
  const away = running.adapter({ fetch: () => Promise.reject(new TypeError('fetch failed')) })
  await expect(
    away.webhooks?.read(new Request('http://host/', { method: 'POST', body: await fake.webhook(news) })),
  ).rejects.toMatchObject({ kind: 'unavailable' })
})

test('a key that several of our roles share stands for all of them, and makes nobody the strongest', async () => {
  const shared = running.adapter({ roles: { admin: 'admin', manager: 'staff', employee: 'staff' } }).webhooks
  const held = (code: string, key: string) => ({ code, roles: [{ key }] })
  const data = {
    user: { id: 'kp_1', organizations: [held('org_1', 'staff'), held('org_2', 'admin'), held('org_3', 'x')] },
  }
  const body = await fake.webhook(eventOf('user.updated', data))
  const event = await shared?.read(new Request('http://host/webhooks/kinde', { method: 'POST', body }))
  expect(event?.changes[1]).toMatchObject({
    memberships: [{ roles: ['manager', 'employee'] }, { roles: ['admin'] }, { roles: [] }],
  })
})
