import { type ErrorCode, errorBody, isTenantryError, TenantryError } from '@tenantry/core'
import { type Auth, CLIENT_IP_HEADER } from './auth.ts'
import type { Settings } from './settings.ts'

/** The only routes that are served; what else better-auth brings, its sign-up above all, does not exist here. */
const routes: Readonly<Record<string, 'GET' | 'POST'>> = {
  '/sign-in/email': 'POST',
  '/sign-out': 'POST',
  '/get-session': 'GET',
  '/token': 'GET',
  '/jwks': 'GET',
  '/request-password-reset': 'POST',
  '/reset-password': 'POST',
  '/change-password': 'POST',
}

const failures: Readonly<Record<number, ErrorCode>> = {
  400: 'VALIDATION_FAILED',
  401: 'UNAUTHENTICATED',
  403: 'ORIGIN_NOT_ALLOWED',
  404: 'ROUTE_NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'RATE_LIMITED',
}

/** Answers the requests below `basePath`, with failures in the product's one form; null for all others. */
export function serve(settings: Settings, auth: Auth) {
  const { basePath } = settings

  return async (request: Request, info?: { readonly ip: string }): Promise<Response | null> => {
    const { pathname } = new URL(request.url)
    if (pathname !== basePath && !pathname.startsWith(`${basePath}/`)) return null
    return privately(await answer(request, info?.ip, pathname.slice(basePath.length)))
  }

  async function answer(request: Request, ip: string | undefined, path: string): Promise<Response> {
    const method = Object.hasOwn(routes, path) ? routes[path] : undefined
    if (!method) return failure('ROUTE_NOT_FOUND', 404)
    if (request.method !== method) return failure('METHOD_NOT_ALLOWED', 405, new Headers({ allow: method }))
    try {
      const response = await auth.handler(withClientIp(request, ip))
      return response.ok ? response : await translate(response)
    } catch (cause) {
      // The server that hands over the request refuses its body, and says so itself.
      if (isTenantryError(cause)) throw cause
      settings.log('error', 'A request to the embedded provider failed.', cause)
      return failure('INTERNAL', 500)
    }
  }

  // Always overwritten: a client that sets this header itself must not choose the bucket it is counted in.
  function withClientIp(request: Request, ip: string | undefined): Request {
    const headers = new Headers(request.headers)
    headers.delete(CLIENT_IP_HEADER)
    if (ip) headers.set(CLIENT_IP_HEADER, ip)
    return new Request(request, { headers })
  }
}

/** Keeps the status, cookies and waiting time of a failure, and puts the product's body in place of better-auth's. */
async function translate(response: Response): Promise<Response> {
  const body: unknown = await response.json().catch(() => null)
  const headers = new Headers()
  for (const cookie of response.headers.getSetCookie()) headers.append('set-cookie', cookie)
  const wait = response.headers.get('x-retry-after')
  if (wait) headers.set('retry-after', wait)
  if (response.status === 401) headers.set('www-authenticate', 'Bearer')
  if (isSpentToken(body)) return failure('VERIFICATION_INVALID', 400, headers)
  return failure(failures[response.status] ?? 'INTERNAL', response.status, headers)
}

// A link whose person was deleted meanwhile must not tell so.
function isSpentToken(body: unknown): boolean {
  const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : null
  return code === 'INVALID_TOKEN' || code === 'USER_NOT_FOUND'
}

function failure(code: ErrorCode, status: number, headers?: Headers): Response {
  return Response.json(errorBody(new TenantryError(code, { status })), { status, ...(headers && { headers }) })
}

function privately(response: Response): Response {
  response.headers.set('cache-control', 'no-store')
  response.headers.set('x-content-type-options', 'nosniff')
  return response
}
