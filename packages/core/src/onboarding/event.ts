import type { InvitationPreview, InvitationResult } from '../contract/invitations.ts'
import type { JoinableOrganization, OrganizationStatus } from '../contract/organizations.ts'
import type { SessionUser } from '../session/session.ts'
import type { OrganizationDraft, OrganizationRef, Problem, RefusalCode } from './state.ts'

/** What people do. */
export type OnboardingAct =
  | { readonly type: 'check-again' }
  | { readonly type: 'switch-account' }
  | { readonly type: 'sign-in-instead' }
  | { readonly type: 'sign-up' }
  | { readonly type: 'resend' }
  | { readonly type: 'leave-invitation' }
  | { readonly type: 'open-app' }
  | { readonly type: 'accept'; readonly invitationId: string }
  | { readonly type: 'decline'; readonly invitationId: string }
  | { readonly type: 'join'; readonly organizationId: string }
  | { readonly type: 'create-instead' }
  | { readonly type: 'create'; readonly draft: OrganizationDraft }
  | { readonly type: 'invite' }
  | { readonly type: 'finish' }

/** What comes back from a request: each answers the act, or the load, that is under way. */
export type OnboardingAnswer =
  | { readonly type: 'loaded'; readonly findings: Findings }
  | { readonly type: 'signed-up'; readonly organization: OrganizationRef; readonly signedIn: boolean }
  | { readonly type: 'resent' }
  | { readonly type: 'accepted'; readonly organization: OrganizationRef }
  | { readonly type: 'declined'; readonly invitationId: string }
  | { readonly type: 'joined'; readonly organization: OrganizationRef; readonly status: 'joined' | 'requested' }
  | { readonly type: 'created'; readonly organization: OrganizationRef }
  | { readonly type: 'invited'; readonly results: readonly InvitationResult[] }
  | OnboardingFailure

/** A request that failed. */
export interface OnboardingFailure {
  readonly type: 'failed'
  readonly problem: Problem
  /** The invitation that was to be answered. */
  readonly invitationId?: string
  /** The organization that had no free seat when somebody last tried. */
  readonly full?: string | null
}

/** What can happen to the flow. `session-changed`: somebody signed in or out, here or in another tab. */
export type OnboardingEvent = OnboardingAct | OnboardingAnswer | { readonly type: 'session-changed' }

/** What a load found out; the more is known, the later the fields that are null. */
export interface Findings {
  readonly user: SessionUser | null
  /** What the link leads to, or the code that refuses it; null without a link. */
  readonly invitation: InvitationPreview | RefusalCode | null
  /** Null as long as nobody with a confirmed address is signed in: then nobody asked. */
  readonly status: OrganizationStatus | null
  readonly joinable: readonly JoinableOrganization[]
  /** The organization whose founder was inviting people before a reload. */
  readonly inviting: string | null
}
