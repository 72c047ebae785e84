import { useQuery } from '@tanstack/react-query'
import { defaultRoles } from '@tenantry/core'
import { organizationQuery } from '../organizations/queries.ts'
import { useTenantry } from '../provider/context.ts'

const fallback = defaultRoles.map(({ key }) => key)

/** Answers the roles that the caller may give in an organization, or those that the host says; none while they are not known. */
export function useOfferedRoles(organizationId: string | null, given?: readonly string[]): readonly string[] {
  const { client } = useTenantry()
  const { data, isError } = useQuery(organizationQuery(client, given ? null : organizationId))
  if (given) return given
  // The server has the last word on each anyway.
  if (!data) return isError ? fallback : fallback.slice(-1)
  return data.roles.filter(({ grantable }) => grantable).map(({ key }) => key)
}
