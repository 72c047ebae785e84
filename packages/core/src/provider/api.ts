import type * as z from 'zod/mini'
import { retryAfterOf } from '../client/retry-after.ts'
import { type Breaker, createBreaker } from './breaker.ts'
import { type FailureForm, failureOf, silenceOf } from './failure-of.ts'
import { isProviderError, ProviderError } from './provider-error.ts'
import { readAnswer, Unreadable } from './read-answer.ts'
import { wait } from './wait.ts'

/** Where a provider's API is and how it speaks. */
export interface ProviderApiOptions {
  /** The id of the provider. */
  readonly provider: string
  /** What the path of every call is put behind. */
  readonly baseUrl: string
  /** What proves who calls. `renew` is true after a 401: what was kept from before is worth nothing. */
  readonly headers: (renew: boolean, signal: AbortSignal) => Promise<Readonly<Record<string, string>>>
  /** How the provider words its failures. */
  readonly failures: FailureForm
  /** @default the platform's */
  readonly fetch?: typeof fetch
  /** How long a call may take, in milliseconds, its repetitions and all waiting included. @default 10_000 */
  readonly deadlineMs?: number
  /** @default a breaker of its own */
  readonly breaker?: Breaker
  /** Tells the time in milliseconds since 1970. @default Date.now */
  readonly now?: () => number
  /** From 0 up to 1, for the length of pauses. @default Math.random */
  readonly random?: () => number
}

/** One call of a provider's API. */
export interface ProviderCall<T> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `baseUrl`; what came from outside is encoded already. */
  readonly path: string
  /** How errors write the path, where it holds what nobody else may read, such as the code of an invitation. @default path */
  readonly name?: string
  /** What is undefined is left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  /** Sent as JSON, or as a form where it is `URLSearchParams`. */
  readonly body?: URLSearchParams | Readonly<Record<string, unknown>>
  /** What the answer has to look like; unknown fields are dropped. */
  readonly output: z.ZodMiniType<T>
  /** Whether doing it twice does the same as doing it once. @default true but for POST and PATCH (RFC 9110 §9.2.2) */
  readonly repeatable?: boolean
  /** Ends the call early; what came of it is then unknown. */
  readonly signal?: AbortSignal | undefined
}

/** Calls a provider's API. */
export interface ProviderApi {
  /**
   * Makes a call, again where that is safe and may help: after a pause that doubles, or that the provider asks for (`Retry-After`,
   * `RateLimit-Reset`), and once more with new credentials after a 401.
   * @throws ProviderError and nothing else
   */
  send<T>(call: ProviderCall<T>): Promise<T>
  /** When a call may try again, in milliseconds since 1970, while the provider is away; null while it answers. */
  awayUntil(): number | null
}

// What a field of a header may hold (RFC 9110 §5.5), but for what is obsolete.
const SENDABLE = /^[\x20-\x7e]*$/

// Parsers of addresses take these for the way back up, and call another path (WHATWG URL §4.1).
const UPWARDS = /(^|\/)(\.|%2e){1,2}(\/|$)/i

const REPEATS = 3
const PAUSE_MS = 250

/** Makes the one way in which an adapter speaks with its provider. */
export function providerApi(options: ProviderApiOptions): ProviderApi {
  const { provider, baseUrl, headers, failures, deadlineMs = 10_000 } = options
  const { now = Date.now, random = Math.random, breaker = createBreaker({ now }) } = options
  const send = options.fetch ?? fetch

  async function once<T>(call: ProviderCall<T>, renew: boolean, signal: AbortSignal): Promise<T> {
    const { method, path, output } = call
    const name = `${method} ${call.name ?? path}`
    try {
      const proof = await headers(renew, signal)
      // The platform would quote in its refusal what nobody else may read.
      if (!Object.values(proof).every((value) => SENDABLE.test(value)))
        throw new ProviderError('unauthorized', { provider, message: `${provider} gave credentials of no known form` })
      const request = new Request(addressOf(baseUrl, call), {
        method,
        headers: { accept: 'application/json', ...contentOf(call), ...proof },
        ...(call.body && { body: call.body instanceof URLSearchParams ? call.body : JSON.stringify(call.body) }),
        // An API does not redirect; whatever does must not get our credentials.
        redirect: 'manual',
        signal,
      })
      const response = await send(request)
      const body = await readAnswer(response).catch((error: unknown) => {
        // A failure says enough by its status; proxies word it in HTML.
        if (error instanceof Unreadable && !response.ok) return undefined
        throw error
      })
      if (!response.ok) {
        const retryAfter = retryAfterOf(response.headers, now)
        throw failureOf({ provider, call: name, status: response.status, body, retryAfter, form: failures })
      }
      const read = output.safeParse(body)
      if (!read.success) throw new Unreadable(`the answer to ${name} has another shape than documented`)
      breaker.note(true)
      return read.data
    } catch (error) {
      const failure = isProviderError(error) ? error : silenceOf(provider, name, error)
      breaker.note(failure.kind !== 'unavailable')
      throw failure
    }
  }

  const notSent = ({ method, path, name = path }: ProviderCall<unknown>) =>
    new ProviderError('unavailable', { provider, message: `${provider} is away: ${method} ${name} was not sent` })

  return {
    awayUntil: breaker.openUntil,
    async send(call) {
      if (UPWARDS.test(call.path))
        throw new ProviderError('not_found', { provider, message: `${provider} has nothing of this name` })
      const deadline = now() + deadlineMs
      const timeout = AbortSignal.timeout(deadlineMs)
      const signal = call.signal ? AbortSignal.any([call.signal, timeout]) : timeout
      let renew = false
      for (let repeat = 0; ; repeat++) {
        if (!breaker.admits()) throw notSent(call)
        try {
          return await once(call, renew, signal)
        } catch (error) {
          if (!isProviderError(error)) throw error
          const isRefused: boolean = error.kind === 'unauthorized' && !renew
          if (!isRefused && !mayRepeat(call, error)) throw error
          // Half of the pause by chance, so that those who failed together do not come back together.
          const doubled = PAUSE_MS * 2 ** repeat * (0.5 + random() / 2)
          const pause = isRefused ? 0 : Math.max(doubled, (error.retryAfter ?? 0) * 1000)
          if (signal.aborted || repeat === REPEATS || now() + pause >= deadline) throw error
          renew ||= isRefused
          await wait(pause, signal).catch(() => Promise.reject(error))
        }
      }
    },
  }
}

function mayRepeat(
  { method, repeatable = method !== 'POST' && method !== 'PATCH' }: ProviderCall<unknown>,
  error: ProviderError,
) {
  return error.isTransient && (repeatable || error.outcome === 'none')
}

function addressOf(baseUrl: string, { path, query = {} }: ProviderCall<unknown>): URL {
  const url = new URL(`${baseUrl.replace(/\/+$/, '')}${path}`)
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value))
  return url
}

function contentOf({ body }: ProviderCall<unknown>): Readonly<Record<string, string>> {
  return body && !(body instanceof URLSearchParams) ? { 'content-type': 'application/json' } : {}
}
