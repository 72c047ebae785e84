import type { Trouble, World } from '@tenantry/core/conformance'
import type { ProviderContext } from '@tenantry/core/provider'
import {
  type ClerkFake,
  type ClerkFakeOptions,
  clerkFake,
  type FaultKind,
  type ServedFake,
  serveFake,
} from '@tenantry/fakes'
import { type ClerkOptions, type ClerkProvider, clerk } from '../src/index.ts'
import { checked } from './spec.ts'

/** Clerk's stand-in, and an adapter that speaks with it. */
export interface Site extends AsyncDisposable {
  readonly fake: ClerkFake
  readonly served: ServedFake
  readonly provider: ClerkProvider
  /** Another adapter, set up otherwise. */
  clerk(options: Partial<ClerkOptions>): ClerkProvider
}

const appOrigin = 'https://app.example.com'

export async function openSite(
  options: Partial<ClerkFakeOptions> = {},
  adapter: Partial<ClerkOptions> = {},
): Promise<Site> {
  const fakes: ClerkFake[] = []
  const served = await serveFake(async (url) => {
    const fake = await clerkFake({ url, ...options })
    fakes.push(fake)
    return fake
  })
  const [fake] = fakes
  if (!fake) throw new TypeError('the fake was not made')
  const create = (more: Partial<ClerkOptions>) =>
    clerk({
      secretKey: fake.secretKey,
      issuer: served.url,
      apiUrl: served.url,
      authorizedParties: [appOrigin],
      webhookSecret: fake.webhookSecret,
      deadlineMs: 1500,
      ...adapter,
      ...more,
    })
  return { fake, served, provider: create({}), clerk: create, [Symbol.asyncDispose]: () => close(served) }
}

async function close({ exchanges, stop }: ServedFake): Promise<void> {
  await stop()
  const { violations = [] } = checked(exchanges) ?? {}
  if (violations.length > 0) throw new Error(`against the specification: ${JSON.stringify(violations, null, 2)}`)
}

/** No provider elsewhere touches the server's database. */
export const context: ProviderContext = {
  runSql: () => Promise.reject(new Error('Clerk does not live in this database.')),
}

const said = (code: string) => JSON.stringify({ errors: [{ code, message: code, long_message: code }] })
const KINDS: Readonly<Record<Trouble, FaultKind>> = {
  refused: { status: 422, body: said('form_param_value_invalid') },
  'lost answer': 'reset applied',
  down: { status: 503, body: '<html>Service unavailable</html>' },
  'too many': { status: 429, headers: { 'retry-after': '10' }, body: said('too_many_requests') },
  'expired credentials': { status: 401, body: said('clerk_key_invalid') },
  'missing right': { status: 403, body: said('authorization_invalid') },
}

/** What the facts of every adapter are asked of. */
export function worldOf({ fake, served, provider }: Site): World {
  let people = 0
  const address = () => `person-${++people}@example.com`
  const ours = (role: string) => (role === 'org:admin' ? 'admin' : 'employee')
  return {
    provider,
    context,
    holds: async () =>
      fake.holds().map((organization) => ({
        ...organization,
        members: organization.members.map(({ subject, role }) => ({ subject, role: ours(role) })),
      })),
    account: async (email) => fake.account(email),
    trouble(trouble) {
      served.faults.clear()
      if (trouble) served.faults.plant({ on: /^(POST|PUT|PATCH|DELETE) /, kind: KINDS[trouble] })
    },
    calls: () => served.exchanges.length,
    address,
    roles: ['admin', 'employee'],
  }
}

/** All that an iteration gives. */
export async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}
