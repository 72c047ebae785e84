import type { ErrorCode } from '../contract/errors.ts'
import type { OnboardingFailure } from './event.ts'
import type { OnboardingState, OrganizationRef, RefusalCode, RefusedInvitation } from './state.ts'

const refusals: Readonly<Record<RefusalCode, RefusedInvitation['name']>> = {
  INVITATION_NOT_FOUND: 'invitation-unknown',
  INVITATION_EXPIRED: 'invitation-expired',
  INVITATION_USED: 'invitation-used',
  INVITATION_REVOKED: 'invitation-revoked',
}

/** Tells whether a code ends an invitation for good. */
export function isRefusal(code: ErrorCode): code is RefusalCode {
  return Object.hasOwn(refusals, code)
}

export function refused(code: RefusalCode, signedIn: boolean): RefusedInvitation {
  return { name: refusals[code], signedIn }
}

/** Answers the state that a failure has of its own; null when it belongs to the form or the row that caused it. */
export function detour(
  state: OnboardingState,
  { problem: { code }, full }: OnboardingFailure,
  organization?: OrganizationRef,
): OnboardingState | null {
  const invitation = 'invitation' in state ? state.invitation : null
  const email = 'email' in state ? state.email : null

  if (code === 'UNAUTHENTICATED') return { name: 'signed-out', invitation, note: 'session-ended' }
  if (invitation && isRefusal(code)) return refused(code, email !== null)
  if (organization && code === 'ORGANIZATION_FULL') return fullOf(organization, full)
  if (organization && code === 'MEMBERSHIP_EXISTS') return { name: 'already-member', organization }
  if (email === null) return null

  if (code === 'EMAIL_NOT_VERIFIED') return { name: 'unverified', email, resend: 'idle', problem: null }
  if (code === 'CREATION_DISABLED') return { name: 'creation-disabled', email }
  if (invitation && code === 'NOT_AUTHORIZED') return { name: 'wrong-account', invitation, email }
  return null
}

function fullOf(organization: OrganizationRef, full: string | null = null): OnboardingState {
  return { name: 'organization-full', organization, again: organization.id === full }
}
