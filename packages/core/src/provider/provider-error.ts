/**
 * What went wrong at a provider, told by what the caller can do about it:
 * - `invalid`: it refuses the values, and will refuse them again;
 * - `conflict`: what was to be made is there already;
 * - `not_found`: what was named is not there;
 * - `unauthorized`: it takes none of our credentials, renewed ones either;
 * - `forbidden`: the credentials are good and not enough, as a missing scope is: an operator has to act, no retry helps;
 * - `rate_limited`: later, after `retryAfter`;
 * - `unavailable`: it did not answer in time, or not in words of its own.
 */
export type ProviderErrorKind =
  | 'invalid'
  | 'conflict'
  | 'not_found'
  | 'unauthorized'
  | 'forbidden'
  | 'rate_limited'
  | 'unavailable'

interface ProviderErrorOptions {
  readonly provider: string
  readonly message: string
  readonly status?: number | null
  readonly code?: string | null
  readonly outcome?: 'none' | 'unknown'
  readonly retryAfter?: number | null
  readonly cause?: unknown
}

/** A call that a provider refused, or did not answer. Its message is for operators: it holds no token, no key and no personal data. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
  readonly kind: ProviderErrorKind
  /** The id of the provider, such as `kinde`. */
  readonly provider: string
  /** The HTTP status; null when no answer came. */
  readonly status: number | null
  /** The provider's own code, such as `ORGANIZATION_INVALID`; null when it gave none. */
  readonly code: string | null
  /** Whether the call may have taken effect all the same. Nothing that may have is done again before it was looked for. */
  readonly outcome: 'none' | 'unknown'
  /** How many seconds the provider asks us to wait; null when it does not say. */
  readonly retryAfter: number | null

  constructor(kind: ProviderErrorKind, options: ProviderErrorOptions) {
    super(options.message, { cause: options.cause })
    this.kind = kind
    this.provider = options.provider
    this.status = options.status ?? null
    this.code = options.code ?? null
    this.outcome = options.outcome ?? 'none'
    this.retryAfter = options.retryAfter ?? null
  }

  /** Whether the same call may succeed later with nobody having done anything about it. */
  get isTransient(): boolean {
    return this.kind === 'unavailable' || this.kind === 'rate_limited'
  }
}

/** Tells provider errors from others, also across two copies of this package, and of one kind when it is given. */
export function isProviderError(error: unknown, kind?: ProviderErrorKind): error is ProviderError {
  if (!(error instanceof Error) || error.name !== 'ProviderError') return false
  return kind === undefined || ('kind' in error && error.kind === kind)
}

/** The same failure of a call that may have taken effect; what is no provider's error stays as it is. */
export function inDoubt(error: unknown): unknown {
  if (!isProviderError(error)) return error
  const { kind, provider, message, status, code, retryAfter, cause } = error
  return new ProviderError(kind, { provider, message, status, code, retryAfter, cause, outcome: 'unknown' })
}

/** What a call gives, or `otherwise` when it fails in the given way. @throws whatever else went wrong */
export async function unless<T, U>(kind: ProviderErrorKind, call: Promise<T>, otherwise: U): Promise<T | U> {
  return call.catch((error: unknown) => {
    if (isProviderError(error, kind)) return otherwise
    throw error
  })
}
