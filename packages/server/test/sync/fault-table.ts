import type { FaultKind } from '@tenantry/fakes'

/** How a call goes wrong; `refused` finds nobody who listens. */
export type Wrong = FaultKind | 'refused'

const html = '<html><body>Bad gateway</body></html>'
const date = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000).toUTCString()

/** Every way in which a call goes wrong, by name; a moment is needed for what says when to come back. */
export const faults: Readonly<Record<string, (now: Date) => Wrong>> = {
  'nobody listens': () => 'refused',
  'reset before it arrives': () => 'reset before',
  'reset when it is done': () => 'reset applied',
  'no answer, and not done': () => 'silence before',
  'no answer, though done': () => 'silence applied',
  'status 500': () => ({ status: 500, body: '{}' }),
  'status 500, though done': () => ({ status: 500, body: '{}', applied: true }),
  'status 502 in HTML': () => ({ status: 502, headers: { 'content-type': 'text/html' }, body: html }),
  'status 503': () => ({ status: 503 }),
  'status 503, though done': () => ({ status: 503, applied: true }),
  'status 429 with seconds': () => ({ status: 429, headers: { 'retry-after': '1' } }),
  'status 429 with a date': (now) => ({ status: 429, headers: { 'retry-after': date(now, 60) } }),
  'status 429 with RateLimit-Reset': () => ({ status: 429, headers: { 'ratelimit-reset': '30' } }),
  'status 401': () => ({ status: 401 }),
  'status 403': () => ({ status: 403, body: '{"errors":[]}' }),
  'status 409': () => ({ status: 409, body: '{"errors":[]}' }),
  'status 422': () => ({ status: 422, body: '{"errors":[]}' }),
  'an empty answer': () => 'empty',
  'half an answer': () => 'truncated',
  'another shape': () => 'wrong shape',
  'the id of somebody else': () => 'other id',
  'one byte after the other': () => 'drip',
  '50 MB': () => 'huge',
  'a redirect': () => 'redirect',
}

/** How often: the call itself once or three times, or everything that is asked of the provider. */
export const spans = ['once', 'three times', 'always'] as const
export type Span = (typeof spans)[number]

export const policies = ['reject', 'keep-local'] as const
export type Policy = (typeof policies)[number]
