import { type Endpoint, may, TenantryError } from '@tenantry/core'
import type { Context } from './context.ts'
import { membershipOf } from './organizations/queries.ts'
import type { Principal } from './users/principal.ts'

/**
 * Asks the policy table whether the caller's role in the organization of the path allows the endpoint.
 * @throws ORGANIZATION_NOT_FOUND for strangers, who must not learn whether it exists; NOT_AUTHORIZED for members.
 */
export async function assertAllowed(
  { permission, errors }: Endpoint,
  input: Readonly<Record<string, unknown>>,
  { tx, principal, policy }: Context<Principal | null>,
): Promise<void> {
  if (!permission) return
  const organizationId = (input.params as { organizationId?: string } | undefined)?.organizationId
  if (!principal || !organizationId) throw new TypeError('A permission needs a user and an organization.')
  const membership = await membershipOf(tx, principal.userId, organizationId)
  if (!membership) throw new TenantryError('ORGANIZATION_NOT_FOUND', { status: errors.ORGANIZATION_NOT_FOUND ?? 404 })
  if (may(policy.roles, membership.role, permission)) return
  throw new TenantryError('NOT_AUTHORIZED', { status: errors.NOT_AUTHORIZED ?? 403 })
}
