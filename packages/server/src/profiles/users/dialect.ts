import { errorBody } from '@tenantry/core'
import type { Dialect } from '../profile.ts'

/**
 * What is particular to seed 004 beside its paths and shapes: organizations have numbers, and the older routes are about the caller's
 * default one. The seed shows no body of a failure, so it is that of the main contract.
 */
export const dialect: Dialect = {
  errorBody,
  organizationOf({ params }) {
    const { organization_id } = (params ?? {}) as { readonly organization_id?: number }
    return organization_id === undefined ? 'default' : { number: organization_id }
  },
}
