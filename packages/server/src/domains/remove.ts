import { type contract, may } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { lockedStanding } from '../organizations/queries.ts'
import { deleteDomain, domainOf } from './queries.ts'

/** Removes a domain: from now on it lets nobody in. */
export const remove: Handler<typeof contract.domains.remove> = async ({ params }, context, fail) => {
  const { tx, atEnd, principal, policy } = context
  const { organizationId, domainId } = params
  const [standing, found] = await Promise.all([
    lockedStanding(tx, principal, organizationId),
    domainOf(tx, organizationId, domainId),
  ])
  if (!standing) throw fail('ORGANIZATION_NOT_FOUND')
  if (!may(policy.roles, standing.role, 'domains:manage')) throw fail('NOT_AUTHORIZED')
  if (!found) throw fail('DOMAIN_NOT_FOUND')

  atEnd(() => deleteDomain(tx, domainId))
  const target = { organizationId, targetType: 'domain', targetId: domainId }
  context.audit({ ...target, action: 'domain.removed', data: { domain: found.domain } })
  return { success: true }
}
