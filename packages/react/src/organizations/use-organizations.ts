import { useQuery } from '@tanstack/react-query'
import type { OrganizationStatus } from '@tenantry/core'
import { useTenantry } from '../provider/context.ts'
import { organizationStatusQuery } from '../query/queries.ts'
import { joinableQuery } from './queries.ts'

/** Lists the memberships of the signed-in person, suspended ones among them; the same request as `useOrganizationStatus`. */
export function useOrganizations() {
  const { client } = useTenantry()
  return useQuery({ ...organizationStatusQuery(client), select: membershipsOf })
}

const membershipsOf = (status: OrganizationStatus) => status.organizations

/** Lists the organizations that the signed-in person may join, or ask to, by the domain of their verified address. */
export function useJoinableOrganizations() {
  const { client } = useTenantry()
  return useQuery(joinableQuery(client))
}
