import type { Claims } from './claims.ts'
import { kindeClaim } from './claims.ts'

/** The value of a feature flag; a number is whole, since Kinde's type is `integer`. */
export type FlagValue = boolean | string | number

/** A feature flag with its value. */
export interface Flag<T extends FlagValue = FlagValue> {
  readonly key: string
  readonly type: 'boolean' | 'string' | 'integer'
  readonly value: T
  /** Whether nothing was set and `value` is the fallback that the caller gave. */
  readonly isDefault: boolean
}

/** How tokens name the types. */
const TYPES: Readonly<Record<string, Flag['type']>> = { b: 'boolean', s: 'string', i: 'integer' }

/** Reads the flags of a token, `{ key: { t, v } }`; null when it holds none. */
export function flagsOf(claims: Claims): ReadonlyMap<string, Flag> | null {
  const held = kindeClaim(claims, 'feature_flags')
  if (typeof held !== 'object' || held === null) return null
  const flags = new Map<string, Flag>()
  for (const [key, flag] of Object.entries(held)) {
    const { t, v }: { t?: unknown; v?: unknown } = typeof flag === 'object' && flag !== null ? flag : {}
    const made = makeFlag(key, TYPES[String(t)] ?? String(t), v)
    if (made) flags.set(key, made)
  }
  return flags
}

/** Makes a flag of a type and value that fit each other; null of others, since `"false"` is no boolean. */
export function makeFlag(key: string, type: string, value: unknown): Flag | null {
  const actual = typeOf(value)
  if (actual === null || actual !== type) return null
  return { key, type: actual, value: value as FlagValue, isDefault: false }
}

/** Gives the flag, or the fallback where there is none. @throws TypeError when its type is another than the fallback's */
export function pickFlag(key: string, found: Flag | undefined, fallback: FlagValue | undefined): Flag | null {
  const wanted = typeOf(fallback)
  if (!found)
    return fallback === undefined || wanted === null ? null : { key, type: wanted, value: fallback, isDefault: true }
  if (wanted !== null && found.type !== wanted) {
    throw new TypeError(`The flag ${key} is of type ${found.type}, and ${wanted} was asked for.`)
  }
  return found
}

function typeOf(value: unknown): Flag['type'] | null {
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'string') return 'string'
  return Number.isInteger(value) ? 'integer' : null
}
