import { type Endpoint, isSafe } from './endpoint.ts'
import { type CommonErrorCode, commonErrors, type ErrorCode } from './errors.ts'

// Not here: what is no endpoint's doing (no such route or method).
const applies: Readonly<Partial<Record<CommonErrorCode, (endpoint: Endpoint) => boolean>>> = {
  VALIDATION_FAILED: (endpoint) => writes(endpoint) || Boolean(endpoint.params ?? endpoint.query),
  // A wrong token is refused on public endpoints too: its sender believes to be signed in.
  UNAUTHENTICATED: (endpoint) => endpoint.auth !== 'none',
  // By the method, as browsers and proxies judge a request, whatever it does here.
  ORIGIN_NOT_ALLOWED: (endpoint) => endpoint.method !== 'GET',
  CONFLICT: writes,
  IDEMPOTENCY_IN_PROGRESS: writes,
  PAYLOAD_TOO_LARGE: (endpoint) => Boolean(endpoint.body),
  UNSUPPORTED_MEDIA_TYPE: (endpoint) => Boolean(endpoint.body),
  IDEMPOTENCY_KEY_REUSED: writes,
  RATE_LIMITED: (endpoint) => Boolean(endpoint.limits?.length),
  INTERNAL: () => true,
  // Whether a token is right cannot be told before the keys of its issuer were fetched.
  NOT_READY: (endpoint) => endpoint.auth !== 'none',
}

/** Lists every code an endpoint can answer with, and its status there: its own codes and the common ones that fit it. */
export function errorsOf(endpoint: Endpoint): Readonly<Partial<Record<ErrorCode, number>>> {
  const common = (Object.keys(applies) as CommonErrorCode[]).filter((code) => applies[code]?.(endpoint))
  return { ...Object.fromEntries(common.map((code) => [code, commonErrors[code]])), ...endpoint.errors }
}

/** Answers the status of a code at an endpoint: its own, else the common one, else that of a fault of ours. */
export function statusOf(endpoint: Endpoint, code: ErrorCode): number {
  return endpoint.errors[code] ?? (commonErrors as Readonly<Partial<Record<ErrorCode, number>>>)[code] ?? 500
}

function writes(endpoint: Endpoint): boolean {
  return !isSafe(endpoint)
}
