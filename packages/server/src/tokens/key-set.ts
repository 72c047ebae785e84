import { TenantryError } from '@tenantry/core'
import type { TokenIssuer } from '@tenantry/core/provider'
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose'

const COOLDOWN_MS = 30_000
const LIFETIME_MS = 600_000
// Nobody asked for so long: what is known says little about today.
const OLD_MS = 3_600_000
const LOAD_MS = 10_000
/** So long, in milliseconds, somebody waits for keys at the most. */
export const KEYS_WAIT_MS = 2000

type Keys = Exclude<TokenIssuer['keys'], Uint8Array>

/**
 * Keeps the public keys of an issuer. They change rarely and every request asks: they are fetched again, beside the requests, every
 * ten minutes, and for a key that is not known, but not for each of a thousand made-up ones. Old ones stay while none can be fetched.
 * @throws NOT_READY while it cannot be told whether a token is right
 */
export function keySet(keys: Keys, now: () => Date): JWTVerifyGetKey {
  const load = keys instanceof URL ? () => fetchKeys(keys) : keys
  let known: JWTVerifyGetKey | null = null
  let loading: Promise<void> | null = null
  let triedAt = Number.NEGATIVE_INFINITY
  let failure: unknown = null

  const age = () => now().getTime() - triedAt

  // Of many who ask one fetches.
  function reload(): Promise<void> {
    if (loading) return loading
    triedAt = now().getTime()
    loading = Promise.resolve()
      .then(load)
      .then((set) => {
        known = createLocalJWKSet(set as unknown as JSONWebKeySet)
        failure = null
      })
      .catch((error: unknown) => {
        failure = error
      })
      .finally(() => {
        loading = null
      })
    return loading
  }

  async function current(): Promise<JWTVerifyGetKey> {
    if (known === null || age() >= OLD_MS) await within(KEYS_WAIT_MS, reload())
    else if (age() >= LIFETIME_MS) reload()
    if (known === null) throw notReady(failure)
    return known
  }

  return async (header, token) => {
    const before = await current()
    try {
      return await before(header, token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
      if (loading || age() >= COOLDOWN_MS) await within(KEYS_WAIT_MS, reload())
      // It may be a key of today: who holds it must not be signed out because nobody can tell.
      if (loading || failure !== null) throw notReady(failure)
      return known ? known(header, token) : before(header, token)
    }
  }
}

async function fetchKeys(address: URL): Promise<{ readonly keys: readonly Readonly<Record<string, unknown>>[] }> {
  const signal = AbortSignal.timeout(LOAD_MS)
  const response = await fetch(address, { headers: { accept: 'application/json' }, redirect: 'manual', signal })
  if (!response.ok) throw new Error(`the keys at ${address.host} are answered with ${response.status}`)
  return response.json()
}

/** Waits for something that never fails, and no longer than so. */
async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, milliseconds)
  await Promise.race([work, promise])
  clearTimeout(timer)
}

function notReady(cause: unknown): TenantryError {
  return new TenantryError('NOT_READY', { status: 503, retryAfter: KEYS_WAIT_MS / 1000, cause })
}
