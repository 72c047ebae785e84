import type { usersContract } from '@tenantry/core/users'
import type { Handler } from '../../context.ts'
import { adminOf } from '../admin-of.ts'
import { pageOfUsers } from './queries.ts'
import { toListed } from './shapes.ts'

/** Lists the users of an organization, for its admins. */
export const list: Handler<typeof usersContract.users.list> = async ({ query }, context, fail) => {
  const { skip, limit, active_only: activeOnly, role } = query
  const organizationId = adminOf(context, fail)
  const { superAdmins } = context.policy
  const rows = await pageOfUsers(context.tx, { organizationId, superAdmins, activeOnly, role, skip, limit })
  return rows.map(toListed)
}
