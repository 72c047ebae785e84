import { queryOptions, skipToken } from '@tanstack/react-query'
import type { contract, OrganizationStatus, Output, TenantryClient, TenantryError } from '@tenantry/core'
import { tenantryKeys } from '../query/keys.ts'
import { paging } from '../query/paging.ts'
import { type Patch, patch } from '../query/patch.ts'
import { reading } from '../query/query-client.ts'

export type JoinablePage = Output<typeof contract.organizations.joinable>
/** An organization, the caller's role and permissions in it, and the roles there are. */
export type OrganizationAnswer = Output<typeof contract.organizations.get>
/** How an organization works, and the languages it may have. */
export type SettingsAnswer = Output<typeof contract.organizations.settings>

/** Asks for an organization, what the caller may do in it, and which roles they may give. */
export function organizationQuery(client: TenantryClient, organizationId: string | null) {
  return queryOptions<OrganizationAnswer, TenantryError>({
    ...reading,
    queryKey: tenantryKeys.details(organizationId ?? ''),
    queryFn: organizationId
      ? ({ signal }) => client.organizations.get({ params: { organizationId } }, { signal })
      : skipToken,
    staleTime: 60_000,
  })
}

/** Asks how an organization works. */
export function organizationSettingsQuery(client: TenantryClient, organizationId: string | null) {
  return queryOptions<SettingsAnswer, TenantryError>({
    ...paging(organizationId, (id, signal) =>
      client.organizations.settings({ params: { organizationId: id } }, { signal }),
    ),
    queryKey: tenantryKeys.settings(organizationId ?? ''),
  })
}

/** Asks which organizations own the domain of one's verified address, to be joined or asked to let one in. */
export function joinableQuery(client: TenantryClient) {
  return queryOptions<JoinablePage, TenantryError>({
    ...reading,
    queryKey: tenantryKeys.joinable,
    queryFn: ({ signal }) => client.organizations.joinable({}, { signal }),
    staleTime: 60_000,
  })
}

/** Notes which organization is the default one. */
export function patchDefault(organizationId: string): Patch {
  return patch<OrganizationStatus>(tenantryKeys.organizationStatus, (status) => {
    const found = status.organizations.find(({ organization_id }) => organization_id === organizationId)
    if (!found) return status
    return {
      ...status,
      organizations: status.organizations.map((row) => ({ ...row, is_default: row === found })),
      defaultOrganization: { id: organizationId, name: found.organizations.name, role: found.role },
    }
  })
}

/** Notes that somebody has asked to be let in. */
export function patchRequested(organizationId: string): Patch {
  return patch<JoinablePage>(tenantryKeys.joinable, ({ organizations }) => ({
    organizations: organizations.map((row) => (row.id === organizationId ? { ...row, requested: true } : row)),
  }))
}
