import { ADMIN, type contract, mayGrant, memberObstacle } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { assertRole } from './assert-role.ts'
import { findScene } from './find-scene.ts'
import { changeMember, countAdmins, findMember } from './queries.ts'
import { showMember } from './show-member.ts'

/** Makes another member an admin and gives the caller a role below, in this order: there is an admin at every moment. */
export const transferOwnership: Handler<typeof contract.members.transferOwnership> = async (
  { params, body },
  context,
  fail,
) => {
  const { tx, principal, policy, now } = context
  const { organizationId } = params
  const { role = policy.defaultRole } = body
  assertRole(policy.roles, role)
  const { standing, member, scene } = await findScene(context, organizationId, body.user_id)
  if (!standing) throw fail('ORGANIZATION_NOT_FOUND')
  if (!member) throw fail('MEMBER_NOT_FOUND')
  const obstacle = memberObstacle('transfer_ownership', { ...scene, member })
  if (obstacle) throw fail(obstacle)
  if (!mayGrant(policy.roles, standing.role, role)) throw fail('NOT_AUTHORIZED')

  // A super admin may have no membership to step down from.
  const own = standing.membership_id
  const [, , changed, admins] = await Promise.all([
    changeMember(tx, member.id, { role: ADMIN }, now),
    own && changeMember(tx, own, { role }, now),
    findMember(tx, organizationId, body.user_id),
    countAdmins(tx, organizationId),
  ])
  const target = { organizationId, targetType: 'user', targetId: body.user_id }
  context.audit({
    ...target,
    action: 'organization.ownership_transferred',
    data: { from: member.role, own_role: role },
  })
  const caller = principal.superAdmin ? scene.caller : { ...scene.caller, role }
  return { success: true, member: showMember(changed ?? member, { ...scene, caller, admins }), role: caller.role }
}
