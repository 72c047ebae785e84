import { TenantryError } from '@tenantry/core'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses a change that a page of another site asks for; Fetch Metadata first, `Origin` where that is missing.
 * Callers that are not browsers send neither.
 * @throws ORIGIN_NOT_ALLOWED
 */
export function assertOrigin(request: Request, allowed: ReadonlySet<string>): void {
  if (SAFE.has(request.method)) return
  const site = request.headers.get('sec-fetch-site')
  if (site === 'same-origin' || site === 'none') return
  const origin = request.headers.get('origin')
  if (origin === null && site === null) return
  if (origin !== null && allowed.has(origin)) return
  throw new TenantryError('ORIGIN_NOT_ALLOWED', { status: 403 })
}

/** Lets pages of the listed origins read the answer; an origin is never echoed unless it is listed. */
export function allowOrigin(request: Request, response: Response, allowed: ReadonlySet<string>): Response {
  const origin = request.headers.get('origin')
  response.headers.append('vary', 'Origin')
  if (origin !== null && allowed.has(origin)) {
    response.headers.set('access-control-allow-origin', origin)
    response.headers.set('access-control-expose-headers', 'Retry-After, X-Request-Id')
  }
  return response
}

/** Answers a CORS preflight (Fetch Standard §3.3.5). */
export function preflight(methods: readonly string[]): Response {
  const headers = {
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': 'authorization, content-type, idempotency-key',
    'access-control-max-age': '600',
    allow: ['OPTIONS', ...methods].join(', '),
  }
  return new Response(null, { status: 204, headers })
}
