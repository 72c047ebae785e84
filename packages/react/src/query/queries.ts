import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { contract, OrganizationStatus, Output, TenantryClient, TenantryError } from '@tenantry/core'
import { tenantryKeys } from './keys.ts'
import { reading } from './query-client.ts'

type PendingInvitations = Output<typeof contract.invitations.pending>
type SlugAvailability = Output<typeof contract.organizations.slugAvailability>

/** Asks where the signed-in person stands: memberships, default organization, invitations (seed 003). */
export function organizationStatusQuery(client: TenantryClient) {
  return queryOptions<OrganizationStatus, TenantryError>({
    ...reading,
    queryKey: tenantryKeys.organizationStatus,
    queryFn: ({ signal }) => client.organizations.status({}, { signal }),
    // The server allows a hundred an hour (seed 003): a focused window need not ask each time.
    staleTime: 60_000,
  })
}

/** Asks which invitations wait for the signed-in person (seed 003, scenario 4). */
export function pendingInvitationsQuery(client: TenantryClient) {
  return queryOptions<PendingInvitations, TenantryError>({
    ...reading,
    queryKey: tenantryKeys.pendingInvitations,
    queryFn: ({ signal }) => client.invitations.pending({}, { signal }),
    staleTime: 30_000,
  })
}

/** Asks whether a slug is free, and for others when it is not. */
export function slugAvailabilityQuery(client: TenantryClient, slug: string, name = '') {
  return queryOptions<SlugAvailability, TenantryError>({
    ...reading,
    queryKey: [...tenantryKeys.slugAvailability, slug, name],
    queryFn: ({ signal }) =>
      client.organizations.slugAvailability({ query: { slug, ...(name && { name }) } }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
}
