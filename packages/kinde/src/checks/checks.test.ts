import type { Check } from '@tenantry/core/provider'
import { type KindeClient, type KindeFakeOptions, kindeScopes } from '@tenantry/fakes'
import { expect, test } from 'vitest'
import { type RunningKinde, startKinde, stopKinde } from '../../test/start-kinde.ts'
import { worldOf } from '../../test/world.ts'
import type { KindeOptions } from '../kinde.ts'
import { features, passwordFeature } from './features.ts'

const all: KindeClient = { secret: 'm2m-secret', scopes: new Set(kindeScopes), authorized: true }
const without = (...scopes: readonly string[]): KindeClient => ({
  ...all,
  scopes: new Set(kindeScopes.filter((scope) => !scopes.includes(scope))),
})

interface Setting {
  readonly fake?: Partial<KindeFakeOptions>
  readonly options?: Partial<KindeOptions> | ((running: RunningKinde) => Partial<KindeOptions>)
  readonly before?: (running: RunningKinde) => void
}

const hook = {
  id: 'webhook_1',
  endpoint: 'https://app.example.com/api/webhooks/kinde',
  name: 'Tenantry',
  description: '',
  event_types: ['user.updated', 'user.deleted', 'organization.updated', 'organization.deleted'],
  created_on: '2026-01-01T00:00:00Z',
}

async function found({ fake, options = {}, before }: Setting): Promise<readonly Check[]> {
  const running = await startKinde(fake)
  running.fake.state.webhooks.set(hook.id, hook)
  before?.(running)
  const own = typeof options === 'function' ? options(running) : options
  const checks: Check[] = []
  for await (const check of running.adapter(own).checks?.() ?? []) checks.push(check)
  expect(running.fake.holds()).toEqual([])
  await stopKinde(running)
  return checks
}

test('finds nothing wrong where everything is right, and changes nothing', async () => {
  const checks = await found({ options: { hashPassword: async () => '' } })
  expect(checks.filter(({ state, remedy }) => state !== 'passed' || remedy !== null)).toEqual([])
  expect(checks.map(({ name }) => name)).toEqual([
    'Domain of the Management API',
    'Domain where people sign in',
    'Token for the Management API',
    'Audience of the token',
    'Scopes for organizations',
    'Scopes for members and their roles',
    'Scopes for invitations by Kinde',
    'Scopes for accounts',
    'Scopes for accounts with a password',
    'POST /api/v1/organization',
    'GET /api/v1/organizations',
    'Roles',
    'Webhooks',
  ])
})

/** Behind every name of the outside is the fake. */
const named =
  ({ url }: RunningKinde): typeof fetch =>
  async (input, init) => {
    const request = new Request(input, init)
    const { pathname, search } = new URL(request.url)
    const { method, headers, signal } = request
    const body = method === 'GET' ? undefined : await request.text()
    return fetch(url + pathname + search, { method, headers, signal, ...(body && { body }) })
  }

test.each<[what: string, setting: Setting, name: string, state: Check['state'], says: RegExp, remedy: RegExp]>([
  [
    'the API asked for at a custom domain',
    { options: (running) => ({ domain: 'https://auth.example.com', fetch: named(running) }) },
    'Domain of the Management API',
    'failed',
    /auth\.example\.com is a custom domain/,
    /KINDE_API_URL to https:\/\/<subdomain>\.kinde\.com/,
  ],
  [
    'tokens in the name of a custom domain',
    { fake: { issuer: 'https://auth.example.com' } },
    'Domain where people sign in',
    'failed',
    /in the name of https:\/\/auth\.example\.com/,
    /KINDE_DOMAIN to https:\/\/auth\.example\.com/,
  ],
  [
    'nobody at the domain',
    { before: ({ faults }) => faults.plant({ on: /openid-configuration/, kind: { status: 404 } }) },
    'Domain where people sign in',
    'failed',
    /404/,
    /compare KINDE_DOMAIN/,
  ],
  [
    'a wrong secret',
    { options: { clientSecret: 'wrong' } },
    'Token for the Management API',
    'failed',
    /does not know these credentials/,
    /KINDE_CLIENT_SECRET: in Kinde, Settings > Applications > .* > View details > App keys/,
  ],
  [
    'an application that was not authorized',
    { fake: { clients: { m2m: { ...all, authorized: false } } } },
    'Token for the Management API',
    'failed',
    /may not use the Management API/,
    /APIs > ⋯ beside Kinde Management API > Authorize application/,
  ],
  [
    'no way to Kinde',
    { before: ({ faults }) => faults.plant({ on: /token$/, kind: { status: 503 } }), options: { deadlineMs: 500 } },
    'Token for the Management API',
    'failed',
    /./,
    /can be reached from here/,
  ],
  [
    'an application of one organization',
    { fake: { clients: { m2m: { ...all, organization: 'org_1' } } } },
    'Audience of the token',
    'failed',
    /one organization alone/,
    /Add application > Machine to Machine/,
  ],
  [
    'the scope that creates organizations missing',
    { fake: { clients: { m2m: without('create:organizations') } } },
    'Scopes for organizations',
    'failed',
    /missing: create:organizations$/,
    /tick create:organizations and save: in Kinde, Settings > Applications > .* > Manage scopes/,
  ],
  [
    'its 403 at the singular path',
    { fake: { clients: { m2m: without('create:organizations') } } },
    'POST /api/v1/organization',
    'failed',
    /403.*create:organizations/,
    /Manage scopes/,
  ],
  [
    'a proxy that knows no API',
    { before: ({ faults }) => faults.plant({ on: /^POST \/api/, kind: { status: 404, body: '<html>' } }) },
    'POST /api/v1/organization',
    'failed',
    /the Management API is not at/,
    /KINDE_API_URL/,
  ],
  [
    'no right to list',
    { fake: { clients: { m2m: without('read:organizations') } } },
    'GET /api/v1/organizations',
    'failed',
    /read:organizations/,
    /tick read:organizations/,
  ],
  [
    'a role that Kinde has not',
    { fake: { roles: ['admin', 'manager'] } },
    'Roles',
    'failed',
    /no role with the key employee/,
    /Settings > User management > Roles > Add role/,
  ],
  [
    'roles that cannot be seen',
    { fake: { clients: { m2m: without('read:roles') } } },
    'Roles',
    'warning',
    /cannot be seen/,
    /tick read:roles/,
  ],
  [
    'no webhook',
    { before: ({ fake }) => fake.state.webhooks.clear() },
    'Webhooks',
    'warning',
    /none leads to/,
    /Settings > Environment > Webhooks > Add webhook/,
  ],
  [
    'a webhook that tells too little',
    { before: ({ fake }) => void fake.state.webhooks.set(hook.id, { ...hook, event_types: ['user.updated'] }) },
    'Webhooks',
    'warning',
    /none sends user\.deleted, organization\.updated, organization\.deleted/,
    /endpoint <public URL>\/api\/webhooks\/kinde/,
  ],
  [
    'webhooks that cannot be seen',
    { fake: { clients: { m2m: without('read:webhooks') } } },
    'Webhooks',
    'warning',
    /cannot be seen/,
    /tick read:webhooks/,
  ],
])('finds %s', async (_, setting, name, state, says, remedy) => {
  const checks = await found(setting)
  const check = checks.find((one) => one.name === name)
  expect(check).toMatchObject({ state, found: expect.stringMatching(says), remedy: expect.stringMatching(remedy) })
  expect(JSON.stringify(checks)).not.toMatch(/m2m-secret|eyJ/)
})

test('the scopes that it asks for are enough for everything, and none is too many', async () => {
  const scopes = [...features, passwordFeature].flatMap((feature) => feature.scopes)
  const { facts } = await import('@tenantry/core/conformance')
  const running = await startKinde({ clients: { m2m: { ...all, scopes: new Set(scopes) } }, rolesOnPatch: 'merge' })
  for (const { prove } of facts) await prove(worldOf(running))
  const used = running.fake.scopesUsed()
  expect([...used].sort()).toEqual([...scopes].sort())
  await stopKinde(running)
})
