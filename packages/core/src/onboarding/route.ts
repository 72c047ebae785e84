import { canonicalEmail } from '../canonical/email.ts'
import type { OrganizationStatus } from '../contract/organizations.ts'
import { refused } from './detour.ts'
import type { Findings } from './event.ts'
import type { OnboardingConfig } from './moves.ts'
import type { OnboardingState, OrganizationRef } from './state.ts'

/** Answers where somebody stands: first what the link says, then the address, then the four scenarios of seed 003. */
export function route(findings: Findings, { hideCreate = false }: OnboardingConfig): OnboardingState {
  const { user, invitation, status } = findings
  if (typeof invitation === 'string') return refused(invitation, user !== null)
  if (!user) {
    if (!invitation) return { name: 'signed-out', invitation, note: null }
    return { name: 'invitation-signup', invitation, submitting: false, problem: null }
  }

  const { email } = user
  if (invitation && !isSameAddress(invitation.email, email)) return { name: 'wrong-account', invitation, email }
  if (!status) return { name: 'unverified', email, resend: 'idle', problem: null }

  const memberships = organizationsOf(status)
  if (invitation) {
    const organization = memberships.find(({ id }) => id === invitation.organization.id)
    if (organization) return { name: 'already-member', organization }
    return { name: 'invitation-review', invitation, email, submitting: null, problem: null }
  }

  const inviting = memberships.find(({ id }) => id === findings.inviting)
  if (inviting) return { name: 'invite-people', organization: inviting, submitting: false, problem: null, results: [] }
  const [organization] = memberships
  if (organization) return { name: 'done', organization, arrival: 'existing' }
  return outside(email, status, findings.joinable, !hideCreate)
}

function outside(
  email: string,
  { pendingInvitations }: OrganizationStatus,
  organizations: Findings['joinable'],
  mayCreate: boolean,
): OnboardingState {
  if (pendingInvitations.length > 0) {
    const rows = pendingInvitations.map((invitation) => ({ invitation, pending: null, problem: null }))
    return { name: 'invitations', email, rows, mayCreate }
  }

  if (organizations.some(({ requested }) => !requested))
    return { name: 'company-here', email, organizations, joining: null, problem: null, mayCreate }
  const [organization] = organizations
  if (organization) return { name: 'join-requested', email, organization, mayCreate }
  return mayCreate ? creation(email) : { name: 'creation-disabled', email }
}

/** The empty form of a new organization. */
export function creation(email: string): OnboardingState {
  return { name: 'create-organization', email, draft: null, submitting: false, problem: null }
}

/** The organizations somebody belongs to, the default one first. */
function organizationsOf({ organizations, defaultOrganization }: OrganizationStatus): readonly OrganizationRef[] {
  const all = organizations.map(({ organization_id, organizations: { name } }) => ({ id: organization_id, name }))
  return defaultOrganization ? [{ id: defaultOrganization.id, name: defaultOrganization.name }, ...all] : all
}

// A mail host may fold more than we do; then the server has the last word and answers NOT_AUTHORIZED.
function isSameAddress(one: string, other: string): boolean {
  return (canonicalEmail(one) ?? one) === (canonicalEmail(other) ?? other)
}
