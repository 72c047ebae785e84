/**
 * Every code this product can answer with, and the one sentence people read for it.
 * The status belongs to the endpoint: seed 003 gives one fact different statuses in different places.
 * The first eight are seed 003's "Common Error Codes".
 */
export const errorMessages = {
  VALIDATION_FAILED: 'Some values are not valid. Correct them and try again.',
  INVITATION_EXPIRED: 'This invitation has expired. Ask for a new one.',
  INVITATION_USED: 'This invitation was already used.',
  ORGANIZATION_EXISTS: 'This address is already taken by another organization.',
  USER_EXISTS: 'An account with this e-mail address already exists. Sign in instead.',
  NOT_AUTHORIZED: 'You are not allowed to do this.',
  MEMBERSHIP_EXISTS: 'You are already a member of this organization.',
  DEFAULT_ORG_CONFLICT: 'Your default organization was changed at the same time. Try again.',

  UNAUTHENTICATED: 'Sign in and try again.',
  EMAIL_NOT_VERIFIED: 'Confirm your e-mail address first.',
  INVITATION_NOT_FOUND: 'This invitation does not exist.',
  INVITATION_PENDING: 'This person already has an invitation that waits for an answer.',
  INVITATION_REVOKED: 'This invitation was withdrawn by the organization.',
  ORGANIZATION_NOT_FOUND: 'This organization does not exist or you are not a member of it.',
  NOT_A_MEMBER: 'You are not a member of this organization.',
  ORGANIZATION_FULL: 'This organization has no free seat.',
  DOMAIN_REQUIRED: 'Only e-mail addresses of its own domain may become members of this organization.',
  MEMBER_NOT_FOUND: 'This person is not a member of the organization.',
  REQUEST_NOT_FOUND: 'This membership request does not exist.',
  REQUEST_DECIDED: 'Somebody already decided on this membership request.',
  LAST_ADMIN: 'An organization keeps at least one admin. Make somebody else an admin first.',
  SELF_REMOVAL: 'You cannot remove yourself. Leave the organization instead.',
  TEAM_NOT_FOUND: 'This team does not exist.',
  TEAM_EXISTS: 'Another team already has this name.',
  DOMAIN_NOT_FOUND: 'This domain is not one of the organization.',
  DOMAIN_EXISTS: 'The organization already has this domain.',
  DOMAIN_PUBLIC: 'Anybody can have an address at this domain, so it cannot stand for an organization.',
  DOMAIN_NOT_VERIFIED: 'The DNS record was not found. A new record can take an hour to be seen everywhere.',
  DOMAIN_TAKEN: 'Another organization already proved that it owns this domain.',
  TOO_MANY_DOMAINS: 'The organization has as many domains as it can have. Remove one first.',
  DNS_UNAVAILABLE: 'The DNS record could not be looked up. Try again later.',
  ACCOUNT_EXISTS: 'Somebody already has an account with this e-mail address. Invite them instead.',
  ACCOUNT_SHARED: 'This account belongs to other organizations as well. Only its owner may change it.',
  USERNAME_EXISTS: 'This username is already taken.',
  PROVIDER_REFUSED: 'The service that signs people in did not create this account. Nothing was changed.',
  PROVIDER_UNAVAILABLE: 'The service that signs people in did not answer as it should. Nothing was created. Try again.',
  CREATION_DISABLED: 'New organizations cannot be created here. Ask for an invitation.',
  VERIFICATION_INVALID: 'This verification link is not valid.',
  VERIFICATION_EXPIRED: 'This verification link has expired. Ask for a new one.',

  IDEMPOTENCY_KEY_REUSED: 'This Idempotency-Key was already used for another request.',
  IDEMPOTENCY_IN_PROGRESS: 'The first request with this Idempotency-Key is still running. Try again.',
  CONFLICT: 'Somebody changed this at the same time. Try again.',
  RATE_LIMITED: 'Too many requests. Wait and try again.',
  ROUTE_NOT_FOUND: 'There is no such endpoint.',
  METHOD_NOT_ALLOWED: 'This endpoint does not support that method.',
  PAYLOAD_TOO_LARGE: 'The request body is too large.',
  UNSUPPORTED_MEDIA_TYPE: 'Send the request body as application/json.',
  ORIGIN_NOT_ALLOWED: 'Requests from this origin are not allowed.',
  NOT_READY: 'The service is not ready yet. Try again.',
  INTERNAL: 'Something went wrong on our side. Try again.',

  NETWORK_FAILED: 'The server could not be reached. Check your connection and try again.',
  CONTRACT_MISMATCH: 'The server answered in a form this version does not know.',
} as const

/** A key of `errorMessages`. No server answers with `NETWORK_FAILED` or `CONTRACT_MISMATCH`: clients and sessions throw them. */
export type ErrorCode = keyof typeof errorMessages

/** Tells whether a value read from the wire is one of our codes. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorMessages, value)
}

/** What goes wrong before or around any endpoint, with its status; no endpoint lists these. */
export const commonErrors = {
  VALIDATION_FAILED: 400,
  UNAUTHENTICATED: 401,
  ORIGIN_NOT_ALLOWED: 403,
  ROUTE_NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  IDEMPOTENCY_IN_PROGRESS: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  IDEMPOTENCY_KEY_REUSED: 422,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  NOT_READY: 503,
} as const satisfies Partial<Record<ErrorCode, number>>

/** A code that any endpoint may answer with, whatever its own `errors` are. */
export type CommonErrorCode = keyof typeof commonErrors

/** One broken value of a request: where it stands and what is wrong with it. */
export interface ValidationIssue {
  readonly path: readonly (string | number)[]
  readonly message: string
}

/** What is known of a failure besides its code. */
export interface TenantryErrorOptions {
  /** HTTP status; 0 when no answer arrived. @default 0 */
  readonly status?: number
  /** What the code alone does not say, such as the `issues` of VALIDATION_FAILED. */
  readonly details?: Readonly<Record<string, unknown>>
  /** Seconds to wait before a retry makes sense, from `Retry-After` (RFC 9110 §10.2.3). */
  readonly retryAfter?: number
  /** What was caught before it. */
  readonly cause?: unknown
}

// A registered symbol, so that two copies of the package in one page recognise each other's errors.
const marker = Symbol.for('tenantry.error')

/** The only error that this product's packages throw on purpose; switch on its `code`. */
export class TenantryError<Code extends ErrorCode = ErrorCode> extends Error {
  // A literal: minifiers rename constructors.
  override readonly name = 'TenantryError'
  readonly [marker] = true
  readonly code: Code
  readonly status: number
  readonly details: Readonly<Record<string, unknown>> | undefined
  readonly retryAfter: number | undefined

  constructor(code: Code, options: TenantryErrorOptions = {}) {
    super(errorMessages[code], options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.status = options.status ?? 0
    this.details = options.details
    this.retryAfter = options.retryAfter
  }
}

/** Tells whether a caught value is a `TenantryError`, and, with codes given, one of those. */
export function isTenantryError<Code extends ErrorCode = ErrorCode>(
  error: unknown,
  ...codes: readonly Code[]
): error is TenantryError<Code> {
  if (typeof error !== 'object' || error === null || !(marker in error)) return false
  return codes.length === 0 || codes.some((code) => code === (error as TenantryError).code)
}
