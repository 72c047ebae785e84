/** Why a request of the sign-in is refused: the status, and the sentence that people read. */
export const signInFailures = {
  UNAUTHENTICATED: [401, 'Nobody is signed in here. Sign in first.'],
  LOGIN_REQUIRED: [401, 'You are not signed in there yet. Start signing in.'],
  SIGN_IN_STATE_INVALID: [400, 'This sign-in was not started in this browser, or it took too long. Start again.'],
  SIGN_IN_CODE_INVALID: [400, 'The code of this sign-in is not valid, or it was used before. Start again.'],
  SIGN_IN_LINK_EXPIRED: [400, 'This sign-in link is too old. Start again.'],
  SIGN_IN_REFUSED: [403, 'The sign-in was cancelled or not allowed. Start again, or ask your administrator.'],
  SIGN_IN_UNTRUSTED: [
    502,
    'The answer of the sign-in service could not be trusted, so nobody was signed in. Start again.',
  ],
  ORIGIN_NOT_ALLOWED: [403, 'A page of another site asked for this, so nothing was done.'],
  ROUTE_NOT_FOUND: [404, 'There is nothing at this address.'],
  METHOD_NOT_ALLOWED: [405, 'This address takes another method.'],
  PROVIDER_MISCONFIGURED: [
    500,
    'The sign-in service does not accept this app. Its operator has to look at the configuration.',
  ],
  PROVIDER_UNAVAILABLE: [503, 'The sign-in service did not answer. Try again in a moment.'],
  SESSION_TOO_LARGE: [
    500,
    'Your session is too large to be kept. The operator of this app has to look at its configuration.',
  ],
  INTERNAL: [500, 'Something went wrong here. Try again.'],
} as const satisfies Readonly<Record<string, readonly [status: number, message: string]>>

/** Why the sign-in refused a request: a key of `signInFailures`, which has its status. */
export type SignInErrorCode = keyof typeof signInFailures

interface SignInErrorOptions {
  readonly cause?: unknown
  readonly detail?: string | null
  readonly cookies?: readonly string[]
}

/** A request that the sign-in refuses, with a sentence for people. */
export class SignInError extends Error {
  override readonly name = 'SignInError'
  readonly code: SignInErrorCode
  readonly status: number
  /** What an operator should know besides; it names nobody and holds no token. */
  readonly detail: string | null

  /** The `Set-Cookie` lines that go with the refusal, such as those that end a session. */
  readonly cookies: readonly string[]

  constructor(code: SignInErrorCode, options: SignInErrorOptions = {}) {
    const [status, message] = signInFailures[code]
    super(message, { cause: options.cause })
    this.code = code
    this.status = status
    this.detail = options.detail ?? null
    this.cookies = options.cookies ?? []
  }
}

/** Tells such errors from others, also across two copies of this package, and of one code when it is given. */
export function isSignInError(error: unknown, code?: SignInErrorCode): error is SignInError {
  if (!(error instanceof Error) || error.name !== 'SignInError') return false
  return code === undefined || ('code' in error && error.code === code)
}
