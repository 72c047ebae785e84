import { createFetch, FetchError } from 'ofetch'
import { safeParse } from 'zod/mini'
import { type Endpoint, isSafe } from '../contract/endpoint.ts'
import { isTenantryError, TenantryError } from '../contract/errors.ts'
import type { CallOptions } from './call.ts'
import { failureOf } from './failure.ts'
import { newKey, quoteKey } from './idempotency.ts'
import { buildUrl, type RawInput } from './path.ts'

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
  /** @default Date.now */
  readonly now?: () => number
}

export function createSend(options: ClientOptions) {
  const { baseURL, newId = newKey, now = Date.now } = options
  const { raw: request } = createFetch({ fetch: fetchOf(options) })

  return async (endpoint: Endpoint, input: RawInput = {}, { signal, idempotencyKey }: CallOptions = {}) => {
    const url = buildUrl(endpoint, input, baseURL)
    const own = {
      accept: 'application/json',
      ...(endpoint.body && { 'content-type': 'application/json' }),
      ...(!isSafe(endpoint) && { 'idempotency-key': quoteKey(idempotencyKey ?? newId()) }),
    }
    const response = await attempt(signal, async () => {
      const headers = await headersOf(options, own)
      signal?.throwIfAborted()
      return request(url, {
        method: endpoint.method,
        headers,
        // Reads are retried by the query cache, writes by their caller with the same key: one layer each.
        retry: 0,
        ignoreResponseError: true,
        ...(endpoint.body && { body: JSON.stringify(input.body ?? {}) }),
        ...(signal && { signal }),
      })
    })
    if (!response.ok) throw failureOf(response, response._data, now)

    const output = safeParse(endpoint.output, response._data)
    if (!output.success) throw new TenantryError('CONTRACT_MISMATCH', { status: response.status, cause: output.error })
    return output.data
  }
}

async function attempt<T>(signal: AbortSignal | undefined, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    if (isTenantryError(error)) throw error
    // A FetchError writes the address into its message, and an address may carry an invitation token.
    throw new TenantryError('NETWORK_FAILED', { cause: error instanceof FetchError ? error.cause : error })
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
