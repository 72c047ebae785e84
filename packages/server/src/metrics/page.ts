import { TenantryError } from '@tenantry/core'
import { refuseChange } from '../http/answer.ts'
import type { TenantryOptions } from '../options.ts'
import { hashToken } from '../tokens/secret-token.ts'
import type { Gauges } from './counters.ts'
import type { Metrics } from './metrics.ts'

/** What a token that opens `/metrics` looks like: an empty one would open it to everybody. */
export const METRICS_TOKEN = /^[\x21-\x7e]{16,}$/

interface Page {
  readonly metrics: Metrics
  /** Who may look. */
  readonly access: NonNullable<TenantryOptions['metrics']>
  readonly measure: () => Promise<Gauges>
}

/** @throws TypeError when the token is short */
export function metricsAccess(access: Page['access'] = false): Page['access'] {
  if (typeof access === 'boolean' || METRICS_TOKEN.test(access.token)) return access
  throw new TypeError('metrics.token must have at least 16 characters, and no space.')
}

/** Answers `/metrics` in the text format of Prometheus; null for another request, and where the host does not want it. */
export async function answerMetrics(request: Request, path: string, { metrics, access, measure }: Page) {
  if (path !== '/metrics' || access === false) return null
  const refused = refuseChange(request)
  if (refused) return refused
  const given = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? ''
  if (access !== true && !(await isSame(given, access.token)))
    throw new TenantryError('UNAUTHENTICATED', { status: 401 })
  return new Response(metrics.text(await measure()), {
    headers: {
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}

// Their hashes differ from the first byte on, so how long comparing takes says nothing of the token.
async function isSame(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([one, other].map(hashToken))
  return first === second
}
