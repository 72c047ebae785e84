import type { PrincipalName } from './world.ts'

/** Whom an endpoint serves, in the organization that the request is about. */
export type Rule =
  /** Everybody, signed in or not. */
  | 'everybody'
  /** Everybody who is signed in; some need a verified address. */
  | 'signed-in'
  | 'verified'
  /** The person whom the invitation was sent to, at a verified address. */
  | 'addressee'
  /** Whoever has one of these roles in the organization. */
  | readonly ('employee' | 'manager' | 'admin')[]

const members = ['employee', 'manager', 'admin'] as const
const managers = ['manager', 'admin'] as const
const admins = ['admin'] as const

/** The one table that says who may do what: a row for every endpoint of every contract. */
export const policy: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  main: {
    'auth.signup': 'everybody',
    'auth.signupWithInvitation': 'everybody',
    'auth.resendVerification': 'everybody',
    'auth.verifyEmail': 'everybody',
    'organizations.status': 'signed-in',
    'organizations.create': 'verified',
    'organizations.slugAvailability': 'signed-in',
    'organizations.makeDefault': members,
    'organizations.joinable': 'signed-in',
    'organizations.join': 'verified',
    'organizations.get': members,
    'organizations.update': admins,
    'organizations.remove': admins,
    'organizations.settings': members,
    'organizations.updateSettings': admins,
    'members.list': members,
    'members.update': admins,
    'members.remove': admins,
    'members.leave': members,
    'members.transferOwnership': admins,
    'invitations.create': managers,
    'invitations.accept': 'addressee',
    'invitations.decline': 'addressee',
    'invitations.validateToken': 'everybody',
    'invitations.pending': 'signed-in',
    'invitations.list': managers,
    'invitations.resend': admins,
    'invitations.revoke': admins,
    'invitations.link': admins,
    'teams.list': members,
    'teams.create': admins,
    'teams.update': admins,
    'teams.remove': admins,
    'teams.addMember': admins,
    'teams.removeMember': admins,
    'domains.list': members,
    'domains.add': admins,
    'domains.remove': admins,
    'domains.verify': admins,
    'membershipRequests.list': admins,
    'membershipRequests.approve': admins,
    'membershipRequests.deny': admins,
    'auditEvents.list': admins,
  },
}

/** Who learns that a thing of the organization is not there, though what it would take is for others to do. */
export const seenBy: Readonly<Record<string, readonly Standing[]>> = {
  'main invitations.resend': managers,
  'main invitations.revoke': managers,
  'main invitations.link': managers,
}

/** Whom a refusal is for: each has one answer, whatever the endpoint. */
export type Refusal = 'unauthenticated' | 'unverified' | 'stranger' | 'not-allowed' | 'not-addressee'

/** What somebody is in an organization. */
export type Standing = 'employee' | 'manager' | 'admin' | null

/** Says why somebody is refused; null for those who are served. */
export function refusalOf(rule: Rule, name: PrincipalName, standing: Standing): Refusal | null {
  if (rule === 'everybody') return null
  if (name === 'anonymous') return 'unauthenticated'
  if (rule === 'signed-in') return null
  if (rule === 'verified') return name === 'unverified' ? 'unverified' : null
  if (rule === 'addressee') {
    if (name === 'unverified') return 'unverified'
    return name === 'invited' ? null : 'not-addressee'
  }
  if (standing === null) return 'stranger'
  return rule.includes(standing) ? null : 'not-allowed'
}
