export type { DefaultRoleKey, Permission, Role } from './access/roles.ts'
export { ADMIN, defaultRoles, may, mayGrant, permissions, permissionsOf } from './access/roles.ts'
export { countryCodes, isCountryCode } from './canonical/country.ts'
export { canonicalDomain } from './canonical/domain.ts'
export { canonicalEmail, maskEmail } from './canonical/email.ts'
export { safeRedirect } from './canonical/redirect.ts'
export { canonicalSlug, isReservedSlug, slugify, suggestSlugs } from './canonical/slug.ts'
export { contract } from './contract/contract.ts'
export type { CodeOf, Contract, Endpoint, Input, Method, Output, ParsedInput, RateLimit } from './contract/endpoint.ts'
export { endpoint } from './contract/endpoint.ts'
export type { CommonErrorCode, ErrorCode, TenantryErrorOptions, ValidationIssue } from './contract/errors.ts'
export { commonErrors, errorMessages, isErrorCode, isTenantryError, TenantryError } from './contract/errors.ts'
export type {
  Invitation,
  InvitationPreview,
  InvitationResult,
  InvitationSummary,
  PendingInvitation,
} from './contract/invitations.ts'
export type { JoinableOrganization, Membership, Organization, OrganizationStatus } from './contract/organizations.ts'
export type { Credentials, Session, SessionUser } from './session/session.ts'
