import type { contract } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { insertRequest } from '../membership-requests/queries.ts'
import { lockUser } from '../users/queries.ts'
import { insertMembership, joinableOne, lockOrganization, membershipOf, obstacleTo } from './queries.ts'

/** Lets the caller in where a proved domain opens the door, and asks the admins where it does not. */
export const join: Handler<typeof contract.organizations.join> = async ({ params }, context, fail) => {
  const { tx, atEnd, principal, policy, now, newId } = context
  const { organizationId } = params
  if (!principal.emailVerified) throw fail('EMAIL_NOT_VERIFIED')
  const [membership, open] = await Promise.all([
    membershipOf(tx, principal.userId, organizationId),
    joinableOne(tx, principal, organizationId),
  ])
  if (membership) throw fail('MEMBERSHIP_EXISTS')
  // Strangers make nobody wait.
  if (!open) throw fail('ORGANIZATION_NOT_FOUND')
  const [, , organization, obstacle] = await Promise.all([
    lockOrganization(tx, organizationId),
    lockUser(tx, principal.userId),
    joinableOne(tx, principal, organizationId),
    obstacleTo(tx, organizationId),
  ])
  if (!organization) throw fail('ORGANIZATION_NOT_FOUND')

  const named = { id: organizationId, name: organization.name }
  const own = { id: newId(), organization_id: organizationId, user_id: principal.userId }
  if (organization.verified_by !== 'dns') {
    // Asking twice is asking once.
    if (organization.request_id === null) {
      atEnd(() => insertRequest(tx, own, now))
      const target = { targetType: 'membership_request', targetId: own.id }
      context.audit({ organizationId, action: 'membership_request.created', ...target })
    }
    return { success: true, status: 'requested', organization: named }
  }

  if (obstacle) throw fail(obstacle)
  const role = policy.defaultRole
  const how = { role, team_id: null, joined_via: 'google_domain', invitation_id: null } as const
  atEnd(() => insertMembership(tx, { ...own, ...how }, now))
  const target = { targetType: 'user', targetId: principal.userId }
  context.audit({ organizationId, ...target, action: 'member.joined', data: { via: 'google_domain', role } })
  return { success: true, status: 'joined', organization: named }
}
