import { ADMIN, type TenantryError } from '@tenantry/core'
import type { Context } from '../context.ts'

/** Makes the error of a caller who manages nobody here. */
export type FailManaging = (code: 'NOT_AUTHORIZED') => TenantryError

/**
 * The organization of the request, for its admins and for super admins: what the main contract leaves to the host's roles, seeds 002
 * and 004 give to admins alone. Strangers were told by the endpoint's permission already. @throws NOT_AUTHORIZED
 */
export function adminOf({ principal: { standing } }: Context, fail: FailManaging): string {
  if (standing?.role !== ADMIN) throw fail('NOT_AUTHORIZED')
  return standing.organizationId
}
