import { type Endpoint, type RateLimit, TenantryError } from '@tenantry/core'
import type { Identity } from '@tenantry/core/provider'
import type { Limiter } from './limiter.ts'

/** What the endpoint's limit says to this caller. */
export interface Point {
  readonly key: string
  readonly rule: RateLimit
  /** RATE_LIMITED with the seconds to wait, when no call was left; nothing was counted then. */
  readonly refusal: TenantryError | null
}

export interface Caller {
  readonly identity: Identity | null
  readonly ip: string
}

/** Counts a call against the endpoint's limit for this kind of caller; the two kinds never share a bucket (seed 003). */
export async function takePoint(limiter: Limiter, endpoint: Endpoint, caller: Caller): Promise<Point | null> {
  const rule = endpoint.limits?.find((limit) => limit.caller === (caller.identity ? 'authenticated' : 'anonymous'))
  if (!rule) return null
  const key = `${rule.name}:${rule.caller}:${subject(rule, caller)}`
  const { allowed, retryAfter } = await limiter.take(key, rule)
  return { key, rule, refusal: allowed ? null : new TenantryError('RATE_LIMITED', { status: 429, retryAfter }) }
}

/** Gives the point back where only successes count: nobody is locked out by a typing mistake. */
export async function giveBack(limiter: Limiter, point: Point | null): Promise<void> {
  if (point?.rule.counts === 'successes' && !point.refusal) await limiter.giveBack(point.key, point.rule)
}

function subject(rule: RateLimit, { identity, ip }: Caller): string {
  return rule.per === 'user' && identity ? JSON.stringify([identity.issuer, identity.subject]) : ip
}
