import type { ErrorCode, TenantryError } from './errors.ts'

/** The body of every failure (seed 003, "Error Response Format"). */
export interface ErrorBody {
  /** The status in words (RFC 9110 §15). */
  readonly error: string
  readonly message: string
  readonly code: ErrorCode
  readonly details?: Readonly<Record<string, unknown>>
}

const PHRASES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

/** Writes the body of a failure, whoever answers: the server, a provider, or a mock. */
export function errorBody({ code, message, details, status }: Omit<TenantryError, 'name'>): ErrorBody {
  return { error: PHRASES[status] ?? 'Error', message, code, ...(details && { details }) }
}
