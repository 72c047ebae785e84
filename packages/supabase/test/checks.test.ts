import type { Check } from '@tenantry/core/provider'
import { expect, test } from 'vitest'
import type { SupabaseOptions } from '../src/index.ts'
import { all, openSite, type Site } from './world.ts'

const wrong = async ({ provider }: Pick<Site, 'provider'>): Promise<readonly Check[]> =>
  (await all(provider.checks())).filter(({ state }) => state !== 'passed')

test('finds nothing wrong where nothing is, and changes nothing', async () => {
  await using site = await openSite()
  expect(await wrong(site)).toEqual([])
  expect(await all(site.provider.checks())).toHaveLength(4)
  expect(new Set(site.served.exchanges.map(({ method }) => method))).toEqual(new Set(['GET']))
})

const noWebhooks = { hookSecret: undefined as never, databaseWebhookSecret: undefined as never }

test.each<
  [what: string, fake: Parameters<typeof openSite>[0], adapter: Partial<SupabaseOptions>, says: RegExp, where: RegExp]
>([
  ['another key', {}, { serviceKey: 'sb_secret_other' }, /401/, /API Keys › Secret keys/],
  ['addresses that nobody proves', { autoconfirm: true }, {}, /unseen/, /Confirm email/],
  ['a secret that is not known', { signing: 'HS256' }, {}, /does not have/, /SUPABASE_JWT_SECRET/],
  ['tokens of the old kind', { signing: 'HS256' }, { jwtSecret: 'x'.repeat(32) }, /with a secret/, /JWT Keys/],
  ['no webhooks', {}, noWebhooks, /not heard/, /Database Webhooks/],
])('says what to do about %s', async (_, fake, adapter, says, where) => {
  await using site = await openSite(fake, adapter)
  const [first, ...more] = await wrong(site)
  expect(first?.found).toMatch(says)
  expect(first?.remedy).toMatch(where)
  expect(more).toEqual([])
  expect(JSON.stringify(first)).not.toContain(site.fake.secretKey)
})

test('says that a key is of a kind that ends', async () => {
  await using site = await openSite()
  const provider = site.supabase({ serviceKey: site.fake.serviceRoleKey })
  expect(await wrong({ provider })).toMatchObject([{ name: 'Service key', state: 'warning' }])
})

test.each([
  [503, /paused/],
  [404, /SUPABASE_URL/],
  [422, /Logs › Auth/],
])('says what to do about an answer of %s', async (status, where) => {
  await using site = await openSite({}, { deadlineMs: 1500 })
  site.served.faults.plant({ on: /users/, kind: { status } })
  expect((await wrong(site)).map(({ remedy }) => remedy)).toEqual([expect.stringMatching(where)])
})
