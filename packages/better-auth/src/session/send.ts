import { type ErrorCode, isErrorCode, TenantryError } from '@tenantry/core'

export interface SendOptions {
  /** Where the server is. @default the origin of the page */
  readonly baseURL?: string
  /** The provider's `basePath`. @default '/auth' */
  readonly basePath?: string
  /** The language of the page, as a BCP 47 tag, in which mails are written then. @default that of the browser */
  readonly locale?: () => string
  /** Sends the requests. @default globalThis.fetch */
  readonly fetch?: (request: Request) => Promise<Response>
}

export type Send = (path: string, body?: object) => Promise<unknown>

/** Sends to the provider's routes: a POST when there is a body. Every failure is a `TenantryError`. */
export function createSend({ baseURL, basePath = '/auth', locale, fetch }: SendOptions): Send {
  return async (path, body) => {
    const url = new URL(basePath + path, baseURL ?? globalThis.location.origin)
    const request = new Request(url, {
      method: body ? 'POST' : 'GET',
      credentials: 'include',
      cache: 'no-store',
      headers: {
        accept: 'application/json',
        ...(locale && { 'accept-language': locale() }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    const response = await (fetch ?? globalThis.fetch)(request).catch(unreachable)
    const text = await response.text().catch(unreachable)
    const data = parse(text)
    if (!response.ok) throw failureOf(response, data)
    if (data === undefined) throw new TenantryError('CONTRACT_MISMATCH', { status: response.status })
    return data
  }
}

function failureOf({ status, headers }: Response, data: unknown): TenantryError {
  const code = typeof data === 'object' && data !== null && 'code' in data ? data.code : undefined
  const retryAfter = Number(headers.get('retry-after') ?? Number.NaN)
  return new TenantryError(isErrorCode(code) ? code : fallback(status), {
    status,
    ...(retryAfter >= 0 && { retryAfter }),
  })
}

// For answers of something between the page and the server.
function fallback(status: number): ErrorCode {
  return status === 429 ? 'RATE_LIMITED' : 'INTERNAL'
}

function unreachable(cause: unknown): never {
  throw new TenantryError('NETWORK_FAILED', { cause })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
