import { TenantryError, type ValidationIssue } from '@tenantry/core'

/** A broken request, with what is wrong with each value. */
export function invalid(issues: readonly ValidationIssue[]): TenantryError {
  return new TenantryError('VALIDATION_FAILED', { status: 400, details: { issues } })
}
