import type { Check } from '@tenantry/core/provider'
import { expect, test } from 'vitest'
import type { ClerkOptions } from '../src/index.ts'
import { all, openSite, type Site } from './world.ts'

const wrong = async ({ provider }: Pick<Site, 'provider'>): Promise<readonly Check[]> =>
  (await all(provider.checks())).filter(({ state }) => state !== 'passed')

test('finds nothing wrong where nothing is, and changes nothing', async () => {
  await using site = await openSite()
  expect(await wrong(site)).toEqual([])
  expect(await all(site.provider.checks())).toHaveLength(8)
  expect(new Set(site.served.exchanges.map(({ method }) => method))).toEqual(new Set(['GET']))
})

test.each<
  [what: string, fake: Parameters<typeof openSite>[0], adapter: Partial<ClerkOptions>, says: RegExp, where: RegExp]
>([
  ['another key', {}, { secretKey: 'sk_test_other' }, /clerk_key_invalid/, /API keys › Secret keys/],
  ['keys of two instances', {}, { publishableKey: `pk_live_${btoa('c.example.com$')}` }, /live/, /API keys/],
  ['no organizations', { organizations: 'disabled' }, {}, /switched off/, /Enable organizations/],
  ['no slugs', { slugs: 'disabled' }, {}, /switched off/, /Enable organization slugs/],
  ['a role that is not there', {}, { roles: { admin: 'org:boss' } }, /no org:boss/, /Roles & Permissions/],
  ['another issuer', {}, { issuer: 'https://clerk.example.com' }, /clerk\.example\.com/, /CLERK_PUBLISHABLE_KEY/],
  ['no webhooks', {}, { webhookSecret: undefined as never }, /not heard/, /Configure › Webhooks/],
])('says what to do about %s', async (_, fake, adapter, says, where) => {
  await using site = await openSite(fake, adapter)
  const [first, ...more] = await wrong(site)
  expect(first?.found).toMatch(says)
  expect(first?.remedy).toMatch(where)
  expect(more).toEqual([])
  expect(JSON.stringify(first)).not.toContain(site.fake.secretKey)
})

test.each([
  [503, /status\.clerk\.com/],
  [429, /ten seconds/],
  [403, /Dashboard › Logs/],
])('says what to do about an answer of %s', async (status, where) => {
  await using site = await openSite({}, { deadlineMs: 1500 })
  site.served.faults.plant({ on: /organization_settings/, kind: { status } })
  expect((await wrong(site)).map(({ remedy }) => remedy)).toEqual([expect.stringMatching(where)])
})
