import { type contract, memberObstacle } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { membershipOf } from '../organizations/queries.ts'
import { findScene } from './find-scene.ts'
import { defaultOf, deleteMember } from './queries.ts'

/**
 * Ends the caller's own membership. Somebody suspended stays: whoever could leave could come back by an open door, and be suspended
 * no more.
 */
export const leave: Handler<typeof contract.members.leave> = async ({ params }, context, fail) => {
  const { tx, principal } = context
  const { organizationId } = params
  const { userId } = principal
  // Strangers make nobody wait.
  if (!(await membershipOf(tx, userId, organizationId))) throw fail('ORGANIZATION_NOT_FOUND')
  const { member, scene } = await findScene(context, organizationId, userId)
  if (!member?.is_active) throw fail('ORGANIZATION_NOT_FOUND')
  if (memberObstacle('leave', { ...scene, member })) throw fail('LAST_ADMIN')

  const target = { organizationId, targetType: 'user', targetId: userId }
  const [, , next] = await Promise.all([
    context.auditNow({ ...target, action: 'member.left', data: { role: member.role } }),
    deleteMember(tx, member.id),
    defaultOf(tx, userId),
  ])
  return { success: true, default_organization_id: next }
}
