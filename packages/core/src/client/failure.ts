import { isErrorCode, TenantryError } from '../contract/errors.ts'
import { isObject } from './read.ts'

/** Reads an error answer, ours or that of a proxy on the way, as the one error class. */
export function failureOf(response: Response, body: unknown, now: () => number): TenantryError {
  const { code, details } = isObject(body) ? body : {}
  const retryAfter = retryAfterOf(response.headers.get('retry-after'), now)
  return new TenantryError(isErrorCode(code) ? code : 'INTERNAL', {
    status: response.status,
    ...(isObject(details) && { details }),
    ...(retryAfter !== undefined && { retryAfter }),
  })
}

/** Reads `Retry-After`, seconds or a date, as whole seconds from now (RFC 9110 §10.2.3). */
function retryAfterOf(value: string | null, now: () => number): number | undefined {
  const text = value?.trim() ?? ''
  if (/^\d+$/.test(text)) return Number(text)
  // Date.parse takes bare numbers such as "-5" for years; an HTTP-date begins with the name of a day.
  const date = /^[a-z]/i.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now()) / 1000))
}
