import type { contract } from '../contract/contract.ts'
import type { Input } from '../contract/endpoint.ts'
import type { ErrorCode, ValidationIssue } from '../contract/errors.ts'
import type { InvitationPreview, InvitationResult, InvitationSummary } from '../contract/invitations.ts'
import type { JoinableOrganization } from '../contract/organizations.ts'

/** Why the last request failed, ready to be shown. */
export interface Problem {
  readonly code: ErrorCode
  /** Seconds to wait before another try makes sense; null when nothing is known. */
  readonly retryAfter: number | null
  /** What is wrong with which field, after `VALIDATION_FAILED`. */
  readonly issues: readonly ValidationIssue[]
  /** The error itself, for logs. */
  readonly cause?: unknown
}

/** What the flow needs to know of an organization it leads into. */
export interface OrganizationRef {
  readonly id: string
  readonly name: string
}

/** The form that turns an invitation link into an account, as the contract takes it. */
export type SignupDraft = Omit<Input<typeof contract.auth.signupWithInvitation>['body'], 'token'>

/** The form of a new organization, as the contract takes it. */
export type OrganizationDraft = Input<typeof contract.organizations.create>['body']

/** The people to invite, as the contract takes them. */
export type InvitationDraft = Input<typeof contract.invitations.create>['body']['invitations'][number]

/** One waiting invitation, and what is being done with it. */
export interface InvitationRow {
  readonly invitation: InvitationSummary
  readonly pending: 'accept' | 'decline' | null
  readonly problem: Problem | null
}

/** How somebody came into the organization that `done` names. */
export type Arrival = 'existing' | 'created' | 'accepted' | 'joined'

/** Asking the session and the server where this person stands. */
export interface Loading {
  readonly name: 'loading'
}

/** Asking failed: no network, a server fault, or too many requests. `checkAgain` tries anew, as does coming back online. */
export interface Offline {
  readonly name: 'offline'
  readonly problem: Problem
}

/** Nobody is signed in: the host shows its sign-in. A token survives the detour. */
export interface SignedOut {
  readonly name: 'signed-out'
  /** The invitation that waits behind the sign-in, when there is one. */
  readonly invitation: InvitationPreview | null
  /** What led here: an account was just created, or the session ended on the way. */
  readonly note: 'account-created' | 'session-ended' | null
}

/** Signed in, but the address is not confirmed yet. `resend` mails a new link, `checkAgain` looks whether it was used. */
export interface Unverified {
  readonly name: 'unverified'
  readonly email: string
  readonly resend: 'idle' | 'sending' | 'sent'
  readonly problem: Problem | null
}

/** Scenario 1 of seed 003: a direct link and nobody signed in. `signUp` sets a password and accepts in one act. */
export interface InvitationSignup {
  readonly name: 'invitation-signup'
  readonly invitation: InvitationPreview
  readonly submitting: boolean
  readonly problem: Problem | null
}

/** The invited address has an account already: `signInInstead` leads to the host's sign-in and keeps the token. */
export interface AccountExists {
  readonly name: 'account-exists'
  readonly invitation: InvitationPreview
}

/**
 * The link leads nowhere: never issued, too old, used up, or withdrawn.
 * `leaveInvitation` forgets it and goes on with the person's own onboarding.
 */
export interface RefusedInvitation {
  readonly name: 'invitation-unknown' | 'invitation-expired' | 'invitation-used' | 'invitation-revoked'
  /** Whether the way on is the person's own onboarding, or the sign-in first. */
  readonly signedIn: boolean
}

/** The codes that end an invitation. */
export type RefusalCode = 'INVITATION_NOT_FOUND' | 'INVITATION_EXPIRED' | 'INVITATION_USED' | 'INVITATION_REVOKED'

/** The invitation was sent to somebody else. `switchAccount` signs out and keeps the token. */
export interface WrongAccount {
  readonly name: 'wrong-account'
  readonly invitation: InvitationPreview
  /** The address that is signed in; the invited one is `invitation.email`. */
  readonly email: string
}

/** Signed in as the invited person, by a direct link: `accept` or `decline`. */
export interface InvitationReview {
  readonly name: 'invitation-review'
  readonly invitation: InvitationPreview
  readonly email: string
  readonly submitting: 'accept' | 'decline' | null
  readonly problem: Problem | null
}

/** The person belongs to the inviting organization already: `openApp`. */
export interface AlreadyMember {
  readonly name: 'already-member'
  readonly organization: OrganizationRef
}

/** The organization has no free seat. `checkAgain` when one was freed, `leaveInvitation` to go on without it. */
export interface OrganizationFull {
  readonly name: 'organization-full'
  readonly organization: OrganizationRef
  /** Whether it had none before either: looking again was in vain. */
  readonly again: boolean
}

/** Scenario 3 of seed 003: invitations wait. Accepting one arrives there, declining the last leads on. */
export interface Invitations {
  readonly name: 'invitations'
  readonly email: string
  readonly rows: readonly InvitationRow[]
  /** Whether `createInstead` is offered; false when the host hides it. */
  readonly mayCreate: boolean
}

/** Organizations own the domain of this person's address: `join` one, or ask to; or `createInstead`. */
export interface CompanyHere {
  readonly name: 'company-here'
  readonly email: string
  readonly organizations: readonly JoinableOrganization[]
  /** The organization that is being joined. */
  readonly joining: string | null
  readonly problem: Problem | null
  readonly mayCreate: boolean
}

/** The admins were asked and have not answered yet: `checkAgain`, or `createInstead`. */
export interface JoinRequested {
  readonly name: 'join-requested'
  readonly email: string
  readonly organization: OrganizationRef
  readonly mayCreate: boolean
}

/** Scenario 2 of seed 003: neither member nor invited. `create` submits the form; the draft outlives a failure. */
export interface CreateOrganization {
  readonly name: 'create-organization'
  readonly email: string
  readonly draft: OrganizationDraft | null
  readonly submitting: boolean
  readonly problem: Problem | null
}

/** Neither member nor invited, and the host lets nobody create: ask for an invitation, then `checkAgain`. */
export interface CreationDisabled {
  readonly name: 'creation-disabled'
  readonly email: string
}

/** The organization exists; `invite` people, as often as wanted, and `finish`. */
export interface InvitePeople {
  readonly name: 'invite-people'
  readonly organization: OrganizationRef
  readonly submitting: boolean
  readonly problem: Problem | null
  /** What became of each recipient of the last submission. */
  readonly results: readonly InvitationResult[]
}

/** Inside an organization; scenario 4 of seed 003 comes here at once. The host opens its app. */
export interface Done {
  readonly name: 'done'
  readonly organization: OrganizationRef
  readonly arrival: Arrival
}

/** Where somebody is on the way into an organization; switch on `name`. */
export type OnboardingState =
  | Loading
  | Offline
  | SignedOut
  | Unverified
  | InvitationSignup
  | AccountExists
  | RefusedInvitation
  | WrongAccount
  | InvitationReview
  | AlreadyMember
  | OrganizationFull
  | Invitations
  | CompanyHere
  | JoinRequested
  | CreateOrganization
  | CreationDisabled
  | InvitePeople
  | Done
