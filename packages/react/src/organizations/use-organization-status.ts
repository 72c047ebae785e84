import { useQuery } from '@tanstack/react-query'
import { useTenantry } from '../provider/context.ts'
import { organizationStatusQuery } from '../query/queries.ts'

/** Tells where the signed-in person stands: memberships, default organization, waiting invitations (seed 003). */
export function useOrganizationStatus() {
  const { client } = useTenantry()
  return useQuery(organizationStatusQuery(client))
}
