import { ADMIN, type TenantryError } from '@tenantry/core'
import type { Context } from '../../context.ts'

/** Makes the errors of a caller who manages nobody here. */
export type FailManaging = (code: 'ORGANIZATION_NOT_FOUND' | 'NOT_AUTHORIZED') => TenantryError

/**
 * The organization of the request, for its admins and for super admins: whoever else a host's roles let in through the main contract
 * reads as a standard user here, and those manage nobody (seed 004, "Permission Requirements").
 * @throws ORGANIZATION_NOT_FOUND and NOT_AUTHORIZED
 */
export function adminOf({ principal }: Context, fail: FailManaging): string {
  const { standing } = principal
  if (!standing) throw fail('ORGANIZATION_NOT_FOUND')
  if (standing.role !== ADMIN) throw fail('NOT_AUTHORIZED')
  return standing.organizationId
}
