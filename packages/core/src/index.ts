export type { DomainAct, DomainState } from './access/domain-actions.ts'
export { domainActions } from './access/domain-actions.ts'
export type { InvitationAct, InvitationScene } from './access/invitation-actions.ts'
export { invitationActions } from './access/invitation-actions.ts'
export type { MemberAct, MemberObstacle, MemberScene } from './access/member-actions.ts'
export { isLastAdmin, memberActions, memberObstacle } from './access/member-actions.ts'
export type { RequestAct, RequestState } from './access/request-actions.ts'
export { requestActions } from './access/request-actions.ts'
export type { DefaultRoleKey, Permission, Role } from './access/roles.ts'
export { ADMIN, defaultRoles, may, mayGrant, mayTake, permissions, permissionsOf } from './access/roles.ts'
export type { TeamAct } from './access/team-actions.ts'
export { mayAssignTeam, teamActions } from './access/team-actions.ts'
export { countryCodes, isCountryCode } from './canonical/country.ts'
export { canonicalDomain } from './canonical/domain.ts'
export { canonicalEmail, maskEmail } from './canonical/email.ts'
export { canonicalLogoUrl } from './canonical/logo-url.ts'
export { canonicalOrigin } from './canonical/origin.ts'
export { isNewPassword } from './canonical/password.ts'
export { safeRedirect } from './canonical/redirect.ts'
export { canonicalSlug } from './canonical/slug.ts'
export { isReservedSlug, slugify, suggestSlugs } from './canonical/slugify.ts'
export type { Call, CallOptions, ClientOf } from './client/call.ts'
export type { TenantryClient } from './client/client.ts'
export { createClient } from './client/client.ts'
export { urlOf } from './client/path.ts'
export type { ClientOptions } from './client/send.ts'
export type { AuditEvent } from './contract/audit-events.ts'
export { contract } from './contract/contract.ts'
export type { OrganizationDomain } from './contract/domains.ts'
export type { CodeOf, Contract, Endpoint, Input, Method, Output, ParsedInput, RateLimit } from './contract/endpoint.ts'
export { endpoint, isSafe } from './contract/endpoint.ts'
export type { ErrorBody } from './contract/error-body.ts'
export { errorBody } from './contract/error-body.ts'
export type { CommonErrorCode, ErrorCode, TenantryErrorOptions, ValidationIssue } from './contract/errors.ts'
export { commonErrors, errorMessages, isErrorCode, isTenantryError, TenantryError } from './contract/errors.ts'
export { errorsOf, statusOf } from './contract/errors-of.ts'
export type {
  Invitation,
  InvitationPreview,
  InvitationResult,
  InvitationSummary,
  ManagedInvitation,
  PendingInvitation,
} from './contract/invitations.ts'
export type { Member } from './contract/members.ts'
export type { MembershipRequest } from './contract/membership-requests.ts'
export type {
  JoinableOrganization,
  Membership,
  Organization,
  OrganizationDetails,
  OrganizationSettings,
  OrganizationStatus,
} from './contract/organizations.ts'
export type { SyncStatus } from './contract/sync.ts'
export type { Team } from './contract/teams.ts'
export type { OnboardingClient } from './onboarding/client.ts'
export type {
  Findings,
  OnboardingAct,
  OnboardingAnswer,
  OnboardingEvent,
  OnboardingFailure,
} from './onboarding/event.ts'
export { isDeclineReason, isTeamName, organizationFaults, signupFaults } from './onboarding/faults.ts'
export type { OnboardingStorage } from './onboarding/memory.ts'
export type { OnboardingConfig } from './onboarding/moves.ts'
export { problemOf } from './onboarding/problem.ts'
export { createRepeater } from './onboarding/repeat.ts'
export type {
  AccountExists,
  AlreadyMember,
  Arrival,
  CompanyHere,
  CreateOrganization,
  CreationDisabled,
  Done,
  InvitationDraft,
  InvitationReview,
  InvitationRow,
  InvitationSignup,
  Invitations,
  InvitePeople,
  JoinRequested,
  Loading,
  Offline,
  OnboardingState,
  OrganizationDraft,
  OrganizationFull,
  OrganizationRef,
  Problem,
  RefusalCode,
  RefusedInvitation,
  SignedOut,
  SignupDraft,
  Unverified,
  WrongAccount,
} from './onboarding/state.ts'
export type { Onboarding, OnboardingOptions } from './onboarding/store.ts'
export { createOnboarding } from './onboarding/store.ts'
export { transition } from './onboarding/transition.ts'
export type { Credentials, Session, SessionUser } from './session/session.ts'
