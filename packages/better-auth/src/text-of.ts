import { APIError } from 'better-auth/api'

/** The text of a field of a request's body. @throws APIError 400 when it is none. */
export function textOf(body: unknown, key: string): string {
  const value = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[key] : undefined
  if (typeof value !== 'string') throw new APIError('BAD_REQUEST')
  return value
}
