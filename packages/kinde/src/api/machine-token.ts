import { isProviderError, ProviderError, providerApi } from '@tenantry/core/provider'
import * as z from 'zod/mini'
import { oauthFailures } from './failures.ts'

/** The access token of a machine-to-machine application: obtained when it is needed, and kept. */
export interface MachineToken {
  /** The token for the next call. `renew` says that the one from before was refused. */
  get(renew: boolean, signal: AbortSignal): Promise<string>
  /** Says that the token was not enough for a call: a scope that was ticked meanwhile is in the next one. */
  doubt(): void
}

export interface MachineTokenOptions {
  /** The origin of the kinde.com domain. */
  readonly url: string
  readonly clientId: string
  readonly clientSecret: string
  readonly fetch: typeof fetch
  readonly now: () => number
  readonly deadlineMs?: number | undefined
}

const SPARE_MS = 60_000
// Every token is billed, and those who were refused together ask together.
const RENEWAL_PAUSE_MS = 5000
const DOUBT_PAUSE_MS = 300_000

const answer = z.object({ access_token: z.string().check(z.minLength(1)), expires_in: z.number() })

// Whoever has the same credentials shares a token; a secret that was rotated is another, and so is another world.
const known = new WeakMap<typeof fetch, Map<string, MachineToken>>()

/** The token that everybody with these credentials shares. */
export function machineToken(options: MachineTokenOptions): MachineToken {
  const { fetch, url, clientId, clientSecret } = options
  const tokens = known.get(fetch) ?? new Map<string, MachineToken>()
  known.set(fetch, tokens)
  const key = JSON.stringify([url, clientId, clientSecret])
  const token = tokens.get(key) ?? createToken(options)
  tokens.set(key, token)
  return token
}

function createToken({ url, clientId, clientSecret, fetch, now, deadlineMs }: MachineTokenOptions): MachineToken {
  const api = providerApi({
    provider: 'kinde',
    baseUrl: url,
    headers: async () => ({}),
    failures: oauthFailures,
    fetch,
    now,
    ...(deadlineMs !== undefined && { deadlineMs }),
  })
  let held: { readonly value: string; readonly since: number; readonly until: number } | null = null
  let refusal: { readonly error: ProviderError; readonly since: number } | null = null
  let asking: Promise<string> | null = null

  async function ask(): Promise<string> {
    const since = now()
    try {
      const { access_token: value, expires_in } = await api.send({
        method: 'POST',
        path: '/oauth2/token',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: clientId,
          client_secret: clientSecret,
          audience: `${url}/api`,
        }),
        output: answer,
        repeatable: true,
      })
      const lifetime = expires_in * 1000
      held = { value, since, until: since + lifetime - Math.min(SPARE_MS, lifetime / 2) }
      return value
    } catch (error) {
      if (!isProviderError(error)) throw error
      const failure = beforeTheCall(error)
      if (!failure.isTransient) refusal = { error: failure, since }
      throw failure
    }
  }

  function forget(after: number): void {
    if (held && now() - held.since >= after) held = null
  }

  return {
    async get(renew, signal) {
      if (signal.aborted) throw late(signal)
      if (renew) forget(RENEWAL_PAUSE_MS)
      if (held && now() < held.until) return held.value
      if (refusal && now() - refusal.since < RENEWAL_PAUSE_MS) throw refusal.error
      asking ??= ask().finally(() => {
        asking = null
      })
      return unless(signal, asking)
    },
    doubt: () => forget(DOUBT_PAUSE_MS),
  }
}

/** Whatever became of the token, the call that it was for was not made. */
function beforeTheCall({ kind, message, provider, status, code, retryAfter, cause }: ProviderError): ProviderError {
  return new ProviderError(kind, { provider, message, status, code, retryAfter, cause, outcome: 'none' })
}

/** One who stops waiting must not end the request for the others. */
function unless<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(late(signal))
    signal.addEventListener('abort', stop, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

function late({ reason }: AbortSignal): ProviderError {
  const message = 'kinde gave no token in time, so nothing was sent'
  return new ProviderError('unavailable', { provider: 'kinde', message, cause: reason })
}
