import { errors } from 'jose'
import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client'
import { isSignInError, SignInError, type SignInErrorCode } from './failure.ts'

/** What Kinde says on the way back, in our codes; whatever else it says is a refusal. */
const ON_THE_WAY_BACK: Readonly<Record<string, SignInErrorCode>> = {
  login_required: 'LOGIN_REQUIRED',
  interaction_required: 'LOGIN_REQUIRED',
  consent_required: 'LOGIN_REQUIRED',
  account_selection_required: 'LOGIN_REQUIRED',
  login_link_expired: 'SIGN_IN_LINK_EXPIRED',
  temporarily_unavailable: 'PROVIDER_UNAVAILABLE',
  server_error: 'PROVIDER_UNAVAILABLE',
  unauthorized_client: 'PROVIDER_MISCONFIGURED',
  invalid_scope: 'PROVIDER_MISCONFIGURED',
}

/** That nothing answered, or nothing that speaks the protocol, such as a proxy's page. */
const SILENT = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'])

/**
 * Makes our error of whatever the protocol failed with. What the other errors carry, whole tokens among it, is left behind.
 */
export function oidcFailure(error: unknown): SignInError {
  if (isSignInError(error)) return error
  return new SignInError(codeOf(error), { detail: detailOf(error) })
}

function codeOf(error: unknown): SignInErrorCode {
  if (error instanceof AuthorizationResponseError) {
    return Object.hasOwn(ON_THE_WAY_BACK, error.error)
      ? (ON_THE_WAY_BACK[error.error] ?? 'SIGN_IN_REFUSED')
      : 'SIGN_IN_REFUSED'
  }
  if (error instanceof ResponseBodyError) {
    if (error.status >= 500 || error.status === 429) return 'PROVIDER_UNAVAILABLE'
    return error.error === 'invalid_grant' ? 'SIGN_IN_CODE_INVALID' : 'PROVIDER_MISCONFIGURED'
  }
  if (error instanceof WWWAuthenticateChallengeError) return 'PROVIDER_MISCONFIGURED'
  if (error instanceof ClientError)
    return error.code && SILENT.has(error.code) ? 'PROVIDER_UNAVAILABLE' : 'SIGN_IN_UNTRUSTED'
  if (error instanceof errors.JWKSTimeout) return 'PROVIDER_UNAVAILABLE'
  // So the platform reports a connection that failed (Fetch Standard §5.7).
  if (error instanceof TypeError) return 'PROVIDER_UNAVAILABLE'
  return 'SIGN_IN_UNTRUSTED'
}

function detailOf(error: unknown): string {
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) return error.error
  if (error instanceof ClientError || error instanceof errors.JOSEError) return `${error.code}: ${error.message}`
  return error instanceof Error ? error.name : 'unknown'
}
