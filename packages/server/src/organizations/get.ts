import { type contract, isLastAdmin, mayGrant, permissionsOf } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { timestamp } from '../http/timestamp.ts'
import { countAdmins } from '../members/queries.ts'
import { detailsOf } from './queries.ts'

/** Shows an organization to a member, with what that member may do there. */
export const get: Handler<typeof contract.organizations.get> = async ({ params }, context, fail) => {
  const { tx, principal, policy } = context
  const role = principal.standing?.role
  const [organization, admins] = await Promise.all([
    detailsOf(tx, params.organizationId),
    countAdmins(tx, params.organizationId),
  ])
  if (!organization || role === undefined) throw fail('ORGANIZATION_NOT_FOUND')
  return {
    organization: { ...organization, created_at: timestamp(organization.created_at) },
    role,
    is_last_admin:
      !principal.superAdmin && isLastAdmin({ member: { user_id: principal.userId, role, is_active: true }, admins }),
    permissions: [...permissionsOf(policy.roles, role)],
    roles: policy.roles.map(({ key, permissions }) => ({
      key,
      permissions: [...permissions],
      grantable: mayGrant(policy.roles, role, key),
    })),
  }
}
