import { isTenantryError, TenantryError } from '../contract/errors.ts'
import type { CallOptions } from './call.ts'
import { failureOf } from './failure.ts'
import { newKey, quoteKey } from './idempotency.ts'
import { buildUrl, type RawInput } from './path.ts'
import { read } from './read.ts'
import type { WireCall } from './table.ts'

/** Where a client sends its calls, in whose name, and with which headers. */
export interface ClientOptions {
  /** Where the server is, without the `/api` that the contract's paths begin with. @default the origin of the page */
  readonly baseURL?: string
  /** Sends the requests; the `fetch` of a server in the same process fits too. @default globalThis.fetch */
  readonly fetch?: (request: Request) => Promise<Response>
  /** The access token of the person signed in, asked for before every call. */
  readonly getToken?: () => string | null | Promise<string | null>
  /** Headers of the host's own, such as `Accept-Language`. */
  readonly headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>)
  /** Makes the keys of writes. @default 128 random bits */
  readonly newId?: () => string
  /** Tells the time in milliseconds since 1970. @default Date.now */
  readonly now?: () => number
}

export function createSend(options: ClientOptions) {
  const { baseURL, newId = newKey, now = Date.now } = options
  const fetch = fetchOf(options)

  return async (call: WireCall, input: RawInput = {}, { signal, idempotencyKey }: CallOptions = {}) => {
    const url = buildUrl(call.path, input, baseURL)
    const own = {
      accept: 'application/json',
      ...(call.body && { 'content-type': 'application/json' }),
      ...(!call.safe && { 'idempotency-key': quoteKey(idempotencyKey ?? newId()) }),
    }
    // Once: reads are retried by the query cache, writes by their caller with the same key.
    const { response, body } = await attempt(signal, async () => {
      const headers = await headersOf(options, own)
      signal?.throwIfAborted()
      const response = await fetch(url, {
        method: call.method,
        headers,
        ...(call.body && { body: JSON.stringify(input.body ?? {}) }),
        // A removal goes on when its page is left: nobody is there to repeat it.
        ...(!call.safe && !call.body && { keepalive: true }),
        ...(signal && { signal }),
      })
      return { response, body: parse(await response.text()) }
    })
    if (!response.ok) throw failureOf(response, body, now)
    try {
      return read(call.output, body)
    } catch (cause) {
      throw new TenantryError('CONTRACT_MISMATCH', { status: response.status, cause })
    }
  }
}

async function attempt<T>(signal: AbortSignal | undefined, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (cause) {
    if (signal?.aborted) throw signal.reason
    throw isTenantryError(cause) ? cause : new TenantryError('NETWORK_FAILED', { cause })
  }
}

/** Reads JSON whatever its type says it is: proxies send pages, and some servers no type at all. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function headersOf(
  { headers, getToken }: ClientOptions,
  own: Readonly<Record<string, string>>,
): Promise<Headers> {
  const [given, token] = await Promise.all([typeof headers === 'function' ? headers() : headers, getToken?.()])
  const result = new Headers(given)
  for (const [name, value] of Object.entries(own)) result.set(name, value)
  if (token) result.set('authorization', `Bearer ${token}`)
  return result
}

function fetchOf({ fetch }: ClientOptions): typeof globalThis.fetch {
  if (fetch) return (input, init) => fetch(new Request(input, init))
  // Looked up at every call: tools that watch requests replace the global one later.
  return (input, init) => globalThis.fetch(input, init)
}
