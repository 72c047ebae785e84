import { type Endpoint, may, type Role, TenantryError } from '@tenantry/core'
import type { Policy } from './context.ts'
import type { Principal } from './users/principal.ts'

/** Writes down what each role permits, as row-level security reads it: `{ "<role>": ["<permission>", …] }`. */
export function permissionsByRole(roles: readonly Role[]): string {
  return JSON.stringify(Object.fromEntries(roles.map(({ key, permissions }) => [key, permissions])))
}

/**
 * Asks the policy table whether the caller's role in the organization of the request allows the endpoint.
 * @throws ORGANIZATION_NOT_FOUND, or NOT_A_MEMBER at endpoints that know it, for strangers, who must not learn whether it exists;
 * NOT_AUTHORIZED for members.
 */
export function assertAllowed(
  { permission, errors }: Endpoint,
  principal: Principal | null,
  { roles }: Pick<Policy, 'roles'>,
): void {
  if (!permission) return
  const role = principal?.standing?.role
  if (role === undefined) {
    const code = errors.NOT_A_MEMBER ? 'NOT_A_MEMBER' : 'ORGANIZATION_NOT_FOUND'
    throw new TenantryError(code, { status: errors[code] ?? 404 })
  }
  if (may(roles, role, permission)) return
  throw new TenantryError('NOT_AUTHORIZED', { status: errors.NOT_AUTHORIZED ?? 403 })
}
