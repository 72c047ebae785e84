import type { contract } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { lockUser } from '../users/queries.ts'
import { insertMembership, insertRequest, joinable, lockOrganization, membershipOf, obstacleTo } from './queries.ts'

/** Lets the caller in where a proved domain opens the door, and asks the admins where it does not. */
export const join: Handler<typeof contract.organizations.join> = async ({ params }, context, fail) => {
  const { tx, principal, policy, now, newId } = context
  const { organizationId } = params
  if (!principal.emailVerified) throw fail('EMAIL_NOT_VERIFIED')
  if (await membershipOf(tx, principal.userId, organizationId)) throw fail('MEMBERSHIP_EXISTS')
  const organization = (await joinable(tx, principal)).find(({ id }) => id === organizationId)
  if (!organization) throw fail('ORGANIZATION_NOT_FOUND')

  const target = { organizationId, targetType: 'user', targetId: principal.userId }
  const named = { id: organizationId, name: organization.name }
  const own = { id: newId(), organization_id: organizationId, user_id: principal.userId }
  if (organization.verified_by !== 'dns') {
    await insertRequest(tx, own, now)
    context.audit({ ...target, action: 'membership.requested' })
    return { success: true, status: 'requested', organization: named }
  }

  await lockOrganization(tx, organizationId)
  await lockUser(tx, principal.userId)
  const obstacle = await obstacleTo(tx, organizationId)
  if (obstacle) throw fail(obstacle)
  const role = policy.roles.at(-1)?.key ?? ''
  const how = { role, team_id: null, joined_via: 'google_domain', invitation_id: null } as const
  await insertMembership(tx, { ...own, ...how }, now)
  context.audit({ ...target, action: 'membership.joined', data: { via: 'google_domain', role } })
  return { success: true, status: 'joined', organization: named }
}
