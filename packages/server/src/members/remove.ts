import { type contract, memberObstacle } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { findScene } from './find-scene.ts'
import { deleteMember } from './queries.ts'

/** Ends the membership of somebody else; their default organization passes on. */
export const remove: Handler<typeof contract.members.remove> = async ({ params }, context, fail) => {
  const { tx, atEnd } = context
  const { organizationId, userId } = params
  const { standing, member, scene } = await findScene(context, organizationId, userId)
  if (!standing) throw fail('ORGANIZATION_NOT_FOUND')
  if (!member) throw fail('MEMBER_NOT_FOUND')
  const obstacle = memberObstacle('remove', { ...scene, member })
  if (obstacle) throw fail(obstacle)

  atEnd(() => deleteMember(tx, member.id))
  const target = { organizationId, targetType: 'user', targetId: userId }
  context.audit({ ...target, action: 'member.removed', data: { role: member.role } })
  return { success: true }
}
