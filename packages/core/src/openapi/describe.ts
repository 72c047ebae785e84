import type { Endpoint, RateLimit } from '../contract/endpoint.ts'

const UNITS: Readonly<Record<number, string>> = { 1: 'second', 60: 'minute', 3600: 'hour', 86400: 'day' }
const CALLERS = { authenticated: 'Signed in', anonymous: 'Signed out' } as const
const COUNTED = { user: 'each user', ip: 'each address' } as const

/** Says in Markdown what an endpoint asks of its callers: the permission, and how often they may call; empty when nothing. */
export function describe({ permission, limits = [] }: Endpoint): string {
  const needs = permission ? [`Needs the permission \`${permission}\` in the organization.`] : []
  return [...needs, ...limits.map(sentence)].join('\n\n')
}

function sentence({ name, caller, per, limit, windowSeconds, counts }: RateLimit): string {
  const unit = UNITS[windowSeconds] ?? `${windowSeconds} seconds`
  const what = counts === 'successes' ? 'calls that succeed' : 'calls'
  return `${CALLERS[caller]}: at most ${limit} ${what} per ${unit} for ${COUNTED[per]}, counted as \`${name}\`.`
}
