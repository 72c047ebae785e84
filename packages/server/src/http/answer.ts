import { errorBody, isTenantryError, TenantryError } from '@tenantry/core'

const ALWAYS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

/** A success: JSON, or a redirect when the status is one. */
export function success(status: number, output: object): Response {
  if (status === 302 && 'location' in output) {
    return new Response(null, { status, headers: { ...ALWAYS, location: String(output.location) } })
  }
  return json(status, output)
}

interface FailureOptions {
  /** The methods that the path does understand. */
  readonly allow?: readonly string[]
  /** Writes the body in another form. @default the standard one of seed 003: `{ error, message, code, details? }` */
  readonly bodyOf?: (error: TenantryError) => object
}

/** A failure, with the headers that its status asks for. */
export function failure(error: TenantryError, { allow, bodyOf = errorBody }: FailureOptions = {}): Response {
  const { status } = error
  const headers = new Headers()
  if (status === 401) headers.set('www-authenticate', 'Bearer realm="tenantry"')
  if (error.retryAfter !== undefined) headers.set('retry-after', String(error.retryAfter))
  if (allow) headers.set('allow', allow.join(', '))
  return json(status, bodyOf(error), headers)
}

const LOOKING = ['GET', 'HEAD']

/** Refuses whoever asks a page for more than to look at it; null for those who look. */
export function refuseChange({ method }: Request): Response | null {
  if (LOOKING.includes(method)) return null
  return failure(new TenantryError('METHOD_NOT_ALLOWED', { status: 405 }), { allow: LOOKING })
}

/** Anything thrown, as the error that may be shown: what is not ours stays inside and becomes INTERNAL. */
export function presentable(error: unknown): TenantryError {
  if (isTenantryError(error) && error.status >= 400) return error
  return new TenantryError('INTERNAL', { status: 500, cause: error })
}

function json(status: number, body: object, headers = new Headers()): Response {
  for (const [name, value] of Object.entries(ALWAYS)) headers.set(name, value)
  headers.set('content-type', 'application/json; charset=utf-8')
  return new Response(JSON.stringify(body), { status, headers })
}
