import type { usersContract } from '@tenantry/core/users'
import type { Handler } from '../../context.ts'
import { members } from '../../members/handlers.ts'
import { adminOf } from '../admin-of.ts'
import { findUser } from './queries.ts'

/** Ends a membership; the account stays its owner's. */
export const remove: Handler<typeof usersContract.users.remove> = async ({ params }, context, fail) => {
  const { tx, policy } = context
  const organizationId = adminOf(context, fail)
  const scene = { organizationId, superAdmins: policy.superAdmins }
  const user = await findUser(tx, scene, { number: params.user_id })
  if (!user) throw fail('MEMBER_NOT_FOUND')
  await members.remove({ params: { organizationId, userId: user.user_id } }, context, fail)
  return { message: `User ${user.email ?? user.full_name} deleted successfully` }
}
