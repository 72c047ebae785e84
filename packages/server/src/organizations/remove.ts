import { type contract, may } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { deleteOrganization, lockedStanding } from './queries.ts'

/** Deletes an organization and all that belongs to it; its members' defaults pass on. */
export const remove: Handler<typeof contract.organizations.remove> = async ({ params }, context, fail) => {
  const { tx, principal, policy, atEnd } = context
  const { organizationId } = params
  const standing = await lockedStanding(tx, principal, organizationId)
  if (!standing) throw fail('ORGANIZATION_NOT_FOUND')
  if (!may(policy.roles, standing.role, 'organization:delete')) throw fail('NOT_AUTHORIZED')

  atEnd(() => deleteOrganization(tx, organizationId))
  // Of no organization: what is written down in this one goes with it.
  const target = { organizationId: null, targetType: 'organization', targetId: organizationId }
  context.audit({ ...target, action: 'organization.deleted', data: { name: standing.name, slug: standing.slug } })
  return { success: true }
}
