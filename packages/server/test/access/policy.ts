import type { Rule, Standing } from './rules.ts'

const members = ['employee', 'manager', 'admin'] as const
const managers = ['manager', 'admin'] as const
const admins = ['admin'] as const

/** The one table that says who may do what: a row for every endpoint of every contract. */
export const policy: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  main: {
    'health.live': 'everybody',
    'health.ready': 'everybody',
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
    'sync.get': admins,
    'sync.retry': admins,
  },
  // Seed 002: "Role-Based Access Control".
  orgs: {
    'organizations.create': 'verified',
    'organizations.mine': 'signed-in',
    'organizations.get': members,
    'members.list': members,
    'invitations.create': admins,
    'invitations.list': admins,
    'invitations.mine': 'signed-in',
    'invitations.accept': 'addressee',
    'invitations.decline': 'addressee',
    'invitations.revoke': admins,
    'invitations.resend': admins,
  },
  // Seed 004: "Permission Requirements".
  users: {
    'organizationUsers.list': admins,
    'organizationUsers.create': admins,
    'organizationUsers.update': 'admins-and-oneself',
    'organizationUsers.remove': admins,
    'invitations.list': admins,
    'invitations.resend': admins,
    'invitations.cancel': admins,
    'users.list': admins,
    'users.create': admins,
    'users.me': members,
    'users.update': 'admins-and-oneself',
    'users.remove': admins,
    'usersOtherwise.list': admins,
    'usersOtherwise.create': admins,
    'usersOtherwise.update': 'admins-and-oneself',
    'usersOtherwise.remove': admins,
  },
}

/** Who learns that a thing of the organization is not there, though what it would take is for others to do. */
export const seenBy: Readonly<Record<string, readonly Standing[]>> = {
  'main invitations.resend': managers,
  'main invitations.revoke': managers,
  'main invitations.link': managers,
}

/** Whom the database serves beside those whom a contract does, since another contract serves them. */
export const alsoFor: Readonly<Record<string, readonly Standing[]>> = {
  'orgs invitations.create': managers,
}
