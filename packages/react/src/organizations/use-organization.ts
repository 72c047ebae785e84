import { useQuery } from '@tanstack/react-query'
import { useTenantry } from '../provider/context.ts'
import { organizationQuery } from './queries.ts'
import { useActiveOrganization } from './use-active-organization.ts'

/** Tells of an organization, the active one unless another is given; what the caller may do there too. */
export function useOrganization(organizationId?: string) {
  const { client } = useTenantry()
  const active = useActiveOrganization()
  return useQuery(organizationQuery(client, organizationId ?? active.organizationId))
}
