import type { contract } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { lockUser } from '../users/queries.ts'
import { membershipOf, moveDefault } from './queries.ts'

/** Moves the default to another of the caller's organizations; exactly one is the default before and after (seed 003). */
export const makeDefault: Handler<typeof contract.organizations.makeDefault> = async ({ params }, context, fail) => {
  const { tx, atEnd, principal, now } = context
  const [, membership] = await Promise.all([
    lockUser(tx, principal.userId),
    membershipOf(tx, principal.userId, params.organizationId),
  ])
  if (!membership) throw fail('ORGANIZATION_NOT_FOUND')
  if (!membership.is_default) atEnd(() => moveDefault(tx, principal.userId, params.organizationId, now))
  return {
    success: true,
    defaultOrganization: { id: params.organizationId, name: membership.name, role: membership.role },
  }
}
