import type { usersContract } from '@tenantry/core/users'
import type { Handler } from '../../context.ts'
import { identitiesOf } from '../../users/queries.ts'
import { findUser } from './queries.ts'
import { toProfile } from './shapes.ts'

/** Shows somebody the own profile, and whether the password is still the one that an administrator chose. */
export const me: Handler<typeof usersContract.users.me> = async (_input, { tx, principal, policy }, fail) => {
  const { standing, userId } = principal
  if (!standing) throw fail('ORGANIZATION_NOT_FOUND')
  const scene = { organizationId: standing.organizationId, superAdmins: policy.superAdmins }
  const [user, identities] = await Promise.all([findUser(tx, scene, { id: userId }), identitiesOf(tx, userId)])
  if (!user) throw fail('ORGANIZATION_NOT_FOUND')
  return toProfile(user, identities[0]?.subject ?? null)
}
