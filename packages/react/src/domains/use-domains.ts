import { useQuery } from '@tanstack/react-query'
import type { OrganizationDomain } from '@tenantry/core'
import { useTenantry } from '../provider/context.ts'
import { tenantryKeys } from '../query/keys.ts'
import { patch } from '../query/patch.ts'
import { useWrite } from '../query/use-write.ts'
import { type DomainsAnswer, domainsQuery, patchDomain } from './queries.ts'

/** Lists the domains of an organization; `null` waits until it is known which. */
export function useDomains(organizationId: string | null) {
  const { client } = useTenantry()
  return useQuery(domainsQuery(client, organizationId))
}

/** Adds a domain; people come in by it once it is proved. */
export function useAddDomain(organizationId: string) {
  const { client } = useTenantry()
  return useWrite({
    write: (domain: string, repeat) => repeat(client.domains.add, { params: { organizationId }, body: { domain } }),
    settle: ({ domain }) => [
      patch<DomainsAnswer>(tenantryKeys.domains(organizationId), ({ domains }) => ({ domains: [...domains, domain] })),
    ],
    invalidates: [tenantryKeys.domains(organizationId)],
  })
}

/** Looks for the DNS record of a domain: from then on people with an address there join at once. */
export function useVerifyDomain(organizationId: string) {
  const { client } = useTenantry()
  return useWrite({
    write: ({ id }: OrganizationDomain, repeat) =>
      repeat(client.domains.verify, { params: { organizationId, domainId: id } }),
    settle: ({ domain }) => [patchDomain(organizationId, domain.id, () => domain)],
  })
}

/** Removes a domain; nobody comes in by it any more, and whoever did stays. */
export function useRemoveDomain(organizationId: string) {
  const { client } = useTenantry()
  return useWrite({
    write: ({ id }: OrganizationDomain, repeat) =>
      repeat(client.domains.remove, { params: { organizationId, domainId: id } }),
    expect: ({ id }) => [patchDomain(organizationId, id, () => null)],
    invalidates: [tenantryKeys.domains(organizationId)],
  })
}
