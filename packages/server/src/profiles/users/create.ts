import type { usersContract } from '@tenantry/core/users'
import type { Handler } from '../../context.ts'
import { addUser } from '../../users/add-user.ts'
import { adminOf } from '../admin-of.ts'
import { findUser } from './queries.ts'
import { meantRole, toCreated } from './shapes.ts'

/** Creates a user of an organization, at the provider and here: both, or neither. */
export const create: Handler<typeof usersContract.users.create> = async ({ body }, context, fail) => {
  const { tx, policy } = context
  const organizationId = adminOf(context, fail)
  const { password: _, username = null, ...wish } = body
  const role = meantRole(body.role, policy.defaultRole)
  // Super admins are named by the host, and made by nobody else.
  if (role === null) throw fail('NOT_AUTHORIZED')
  const added = await addUser(context, organizationId, { ...wish, username, role })
  if (added.problem) throw fail(added.problem)
  const row = await findUser(tx, { organizationId, superAdmins: policy.superAdmins }, { id: added.id })
  if (!row) throw fail('CONFLICT')
  return toCreated(row, added.subject)
}
