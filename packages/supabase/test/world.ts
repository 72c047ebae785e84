import type { Trouble, World } from '@tenantry/core/conformance'
import type { ProviderContext } from '@tenantry/core/provider'
import {
  type FaultKind,
  type ServedFake,
  type SupabaseFake,
  type SupabaseFakeOptions,
  serveFake,
  supabaseFake,
} from '@tenantry/fakes'
import { type SupabaseOptions, type SupabaseProvider, supabase } from '../src/index.ts'
import { checked } from './spec.ts'

/** Supabase's stand-in, and an adapter that speaks with it. */
export interface Site extends AsyncDisposable {
  readonly fake: SupabaseFake
  readonly served: ServedFake
  readonly provider: SupabaseProvider
  /** Another adapter, set up otherwise. */
  supabase(options: Partial<SupabaseOptions>): SupabaseProvider
}

export const databaseWebhookSecret = 'a made-up secret of database webhooks'

export async function openSite(
  options: Partial<SupabaseFakeOptions> = {},
  adapter: Partial<SupabaseOptions> = {},
): Promise<Site> {
  const fakes: SupabaseFake[] = []
  const served = await serveFake(async (url) => {
    const fake = await supabaseFake({ url, ...options })
    fakes.push(fake)
    return fake
  })
  const [fake] = fakes
  if (!fake) throw new TypeError('the fake was not made')
  const create = (more: Partial<SupabaseOptions>) =>
    supabase({
      url: served.url,
      serviceKey: fake.secretKey,
      hookSecret: fake.hookSecret,
      databaseWebhookSecret,
      deadlineMs: 1500,
      ...adapter,
      ...more,
    })
  return { fake, served, provider: create({}), supabase: create, [Symbol.asyncDispose]: () => close(served) }
}

async function close({ exchanges, stop }: ServedFake): Promise<void> {
  await stop()
  const { violations = [] } = checked(exchanges) ?? {}
  if (violations.length > 0) throw new Error(`against the specification: ${JSON.stringify(violations, null, 2)}`)
}

/** No provider elsewhere touches the server's database. */
export const context: ProviderContext = {
  runSql: () => Promise.reject(new Error('Supabase Auth does not live in this database.')),
}

const said = (code: string) => JSON.stringify({ code, message: code })
const KINDS: Readonly<Record<Trouble, FaultKind>> = {
  refused: { status: 422, body: said('validation_failed') },
  'lost answer': 'reset applied',
  down: { status: 503, body: '<html>Service unavailable</html>' },
  'too many': { status: 429, body: said('over_request_rate_limit') },
  'expired credentials': { status: 401, body: said('no_authorization') },
  'missing right': { status: 403, body: said('not_admin') },
}

/** What the facts of every adapter are asked of. */
export function worldOf({ fake, served, provider }: Site): World {
  let people = 0
  return {
    provider,
    context,
    holds: async () => [],
    account: async (email) => fake.account(email),
    trouble(trouble) {
      served.faults.clear()
      if (trouble) served.faults.plant({ on: /^(POST|PUT|PATCH|DELETE) /, kind: KINDS[trouble] })
    },
    calls: () => served.exchanges.length,
    address: () => `person-${++people}@example.com`,
    roles: ['admin', 'employee'],
  }
}

/** All that an iteration gives. */
export async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}
