import { type ErrorCode, isErrorCode, TenantryError } from '../contract/errors.ts'
import { isObject } from './read.ts'
import { retryAfterOf } from './retry-after.ts'

// All that can be told of a failure in another form than ours.
const CODES: Readonly<Partial<Record<number, ErrorCode>>> = {
  400: 'VALIDATION_FAILED',
  401: 'UNAUTHENTICATED',
  403: 'NOT_AUTHORIZED',
  409: 'CONFLICT',
  429: 'RATE_LIMITED',
}

/** Reads an error answer as the one error class: ours, that of a proxy on the way, or of another contract, whose body becomes the `details`. */
export function failureOf(response: Response, body: unknown, now: () => number): TenantryError {
  const isForeign = isObject(body) && !('code' in body)
  const { code, details } = isForeign ? { code: CODES[response.status], details: body } : isObject(body) ? body : {}
  const retryAfter = retryAfterOf(response.headers, now)
  return new TenantryError(isErrorCode(code) ? code : 'INTERNAL', {
    status: response.status,
    ...(isObject(details) && { details }),
    ...(retryAfter !== undefined && { retryAfter }),
  })
}
