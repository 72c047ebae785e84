import { queryOptions } from '@tanstack/react-query'
import type { contract, OrganizationDomain, Output, TenantryClient, TenantryError } from '@tenantry/core'
import { tenantryKeys } from '../query/keys.ts'
import { paging } from '../query/paging.ts'
import { type Patch, patchRow } from '../query/patch.ts'

/** All domains of an organization: there are no pages of them. */
export type DomainsAnswer = Output<typeof contract.domains.list>

/** Asks for the domains of an organization, each with the record that proves it and what the caller may do. */
export function domainsQuery(client: TenantryClient, organizationId: string | null) {
  return queryOptions<DomainsAnswer, TenantryError>({
    ...paging(organizationId, (id, signal) => client.domains.list({ params: { organizationId: id } }, { signal })),
    queryKey: tenantryKeys.domains(organizationId ?? ''),
  })
}

/** Changes a domain where it is held; null takes it out. */
export function patchDomain(
  organizationId: string,
  domainId: string,
  change: (domain: OrganizationDomain) => OrganizationDomain | null,
): Patch {
  return patchRow<'domains', OrganizationDomain>({
    queryKey: tenantryKeys.domains(organizationId),
    noun: 'domains',
    isIt: ({ id }) => id === domainId,
    change,
  })
}
