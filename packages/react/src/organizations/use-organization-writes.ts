import { useTenantry } from '../provider/context.ts'
import { tenantryKeys } from '../query/keys.ts'
import { useWrite } from '../query/use-write.ts'
import { patchDefault, patchRequested } from './queries.ts'

/** Joins an organization of one's own domain, or asks its admins; the answer says which of the two it was. */
export function useJoinOrganization() {
  const { client } = useTenantry()
  return useWrite({
    write: (organizationId: string, repeat) => repeat(client.organizations.join, { params: { organizationId } }),
    settle: ({ status }, organizationId) => (status === 'requested' ? [patchRequested(organizationId)] : []),
    invalidates: [tenantryKeys.organizationStatus, tenantryKeys.joinable],
  })
}

/** Makes one of one's organizations the default one: shown at once, taken back when the server refuses. */
export function useMakeDefault() {
  const { client } = useTenantry()
  return useWrite({
    write: (organizationId: string, repeat) => repeat(client.organizations.makeDefault, { params: { organizationId } }),
    expect: (organizationId) => [patchDefault(organizationId)],
    invalidates: [tenantryKeys.organizationStatus],
  })
}
