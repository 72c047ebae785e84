import { invalid } from '../http/invalid.ts'

/**
 * Reads `Idempotency-Key`: a Structured-Field String in quotes, or the bare text that many clients send
 * (draft-ietf-httpapi-idempotency-key-header-07 §2.1).
 * @throws VALIDATION_FAILED when it is empty, too long or not printable ASCII.
 */
export function idempotencyKey(request: Request): string | null {
  const header = request.headers.get('idempotency-key')
  if (header === null) return null
  const key = /^"(.*)"$/.exec(header)?.[1] ?? header
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key
  throw invalid([{ path: ['Idempotency-Key'], message: 'Send 1 to 255 printable ASCII characters.' }])
}
