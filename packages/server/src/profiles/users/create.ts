import type { ParsedInput } from '@tenantry/core'
import type { usersContract } from '@tenantry/core/users'
import { type Context, type Fail, withAccount } from '../../context.ts'
import { accountOf, addUser } from '../../users/add-user.ts'
import { obstacleToUser, type UserWish } from '../../users/managed-queries.ts'
import { adminOf } from '../admin-of.ts'
import { findUser } from './queries.ts'
import { meantRole, toCreated } from './shapes.ts'

type Endpoint = typeof usersContract.users.create

/** Creates a user of an organization, at the provider and here: both, or neither. */
export const create = withAccount<Endpoint>(
  async ({ body }, context, fail) => {
    const organizationId = adminOf(context, fail)
    const wish = wishOf(body, context, fail)
    const obstacle = await obstacleToUser(context.tx, organizationId, wish)
    if (obstacle) throw fail(obstacle)
    return accountOf(wish, context.password)
  },
  async ({ body }, context, fail) => {
    const { tx, policy } = context
    const organizationId = adminOf(context, fail)
    const added = await addUser(context, organizationId, wishOf(body, context, fail))
    if (added.obstacle) throw fail(added.obstacle)
    const row = await findUser(tx, { organizationId, superAdmins: policy.superAdmins }, { id: added.id })
    if (!row) throw fail('CONFLICT')
    return toCreated(row, added.subject)
  },
)

function wishOf(
  { password: _, ...body }: ParsedInput<Endpoint>['body'],
  { policy }: Context,
  fail: Fail<Endpoint>,
): UserWish {
  const role = meantRole(body.role, policy.defaultRole)
  // Super admins are named by the host, and made by nobody else.
  if (role === null) throw fail('NOT_AUTHORIZED')
  return { ...body, username: body.username ?? null, role }
}
