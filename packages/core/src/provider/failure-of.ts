import { ProviderError, type ProviderErrorKind } from './provider-error.ts'

const KINDS: Readonly<Partial<Record<number, ProviderErrorKind>>> = {
  400: 'invalid',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  410: 'not_found',
  422: 'invalid',
  429: 'rate_limited',
}

/** A failure in the provider's own words. */
export interface ProviderFailure {
  readonly code: string | null
  readonly message: string | null
}

/** How one provider tells failures. */
export interface FailureForm {
  /** Reads the body of a failure, whatever it is. */
  read(body: unknown): ProviderFailure
  /** Codes whose kind does not follow from the status. */
  readonly kinds?: Readonly<Partial<Record<string, ProviderErrorKind>>>
}

interface Answer {
  readonly provider: string
  readonly call: string
  readonly status: number
  readonly body: unknown
  readonly retryAfter: number | undefined
  readonly form: FailureForm
}

/** Makes the error of an answer that is no success. */
export function failureOf({ provider, call, status, body, retryAfter, form }: Answer): ProviderError {
  const { code, message } = form.read(body)
  const { kinds = {} } = form
  const kind = (code !== null && Object.hasOwn(kinds, code) && kinds[code]) || kindOf(status)
  const said = [code, message].filter((part) => part !== null).join(', ')
  return new ProviderError(kind, {
    provider,
    message: `${provider} answered ${call} with ${status}${said && `: ${said}`}`,
    status,
    code,
    // A server that fails may have done its work before.
    outcome: kind === 'unavailable' ? 'unknown' : 'none',
    ...(retryAfter !== undefined && { retryAfter }),
  })
}

function kindOf(status: number): ProviderErrorKind {
  return KINDS[status] ?? (status >= 402 && status < 500 ? 'invalid' : 'unavailable')
}

// The connection was never there, so nothing can have happened (codes of Node's libuv and of undici).
const NEVER_SENT =
  /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT|SELF_SIGNED|ERR_TLS/

/** Makes the error of a call that got no answer, or none that can be read. */
export function silenceOf(provider: string, call: string, cause: unknown): ProviderError {
  const code = codeOf(cause)
  return new ProviderError('unavailable', {
    provider,
    message: `${provider} gave no answer to ${call}: ${reasonOf(cause, code)}`,
    outcome: code !== null && NEVER_SENT.test(code) ? 'none' : 'unknown',
    cause,
  })
}

function reasonOf(cause: unknown, code: string | null): string {
  if (code !== null) return code
  if (!(cause instanceof Error)) return 'it failed'
  return cause.name === 'TimeoutError' || cause.name === 'AbortError' ? 'the time was up' : cause.message
}

function codeOf(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at.cause)
    if ('code' in at && typeof at.code === 'string') return at.code
  return null
}
