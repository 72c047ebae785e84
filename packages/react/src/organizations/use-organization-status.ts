import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { OrganizationStatus, TenantryError } from '@tenantry/core'
import { useTenantry } from '../provider/context.ts'
import { organizationStatusQuery } from '../query/queries.ts'

/** Tells where the signed-in person stands: memberships, default organization, waiting invitations (seed 003). */
export function useOrganizationStatus(): UseQueryResult<OrganizationStatus, TenantryError> {
  const { client } = useTenantry()
  return useQuery<OrganizationStatus, TenantryError>(organizationStatusQuery(client) as never)
}
