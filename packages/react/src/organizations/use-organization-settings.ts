import { useQuery } from '@tanstack/react-query'
import type { contract, Input, OrganizationStatus } from '@tenantry/core'
import { useTenantry } from '../provider/context.ts'
import { tenantryKeys } from '../query/keys.ts'
import { type Patch, patch } from '../query/patch.ts'
import { useWrite } from '../query/use-write.ts'
import { type OrganizationAnswer, organizationSettingsQuery, type SettingsAnswer } from './queries.ts'

/**
 * What changes of name, slug, country, domain and logo; what is left out stays, and nothing at all is
 * VALIDATION_FAILED.
 */
export type OrganizationChange = Input<typeof contract.organizations.update>['body']
/** What changes of the settings; what is left out stays, and nothing at all is VALIDATION_FAILED. */
export type SettingsChange = Input<typeof contract.organizations.updateSettings>['body']

/** Tells how an organization works; `null` waits until it is known which. */
export function useOrganizationSettings(organizationId: string | null) {
  const { client } = useTenantry()
  return useQuery(organizationSettingsQuery(client, organizationId))
}

/** Changes what an organization is called and known by. */
export function useUpdateOrganization(organizationId: string) {
  const { client } = useTenantry()
  return useWrite({
    write: (body: OrganizationChange, repeat) =>
      repeat(client.organizations.update, { params: { organizationId }, body }),
    settle: ({ organization }) => [
      patch<OrganizationAnswer>(tenantryKeys.details(organizationId), (held) => ({ ...held, organization })),
    ],
    invalidates: [tenantryKeys.organizationStatus, tenantryKeys.details(organizationId)],
  })
}

/** Changes how an organization works. */
export function useUpdateOrganizationSettings(organizationId: string) {
  const { client } = useTenantry()
  return useWrite({
    write: (body: SettingsChange, repeat) =>
      repeat(client.organizations.updateSettings, { params: { organizationId }, body }),
    settle: ({ settings }) => [
      patch<SettingsAnswer>(tenantryKeys.settings(organizationId), (held) => ({ ...held, settings })),
    ],
    invalidates: [tenantryKeys.settings(organizationId)],
  })
}

/** Deletes an organization with everything in it, for ever; this tab works in another one then. */
export function useDeleteOrganization(organizationId: string) {
  const { client } = useTenantry()
  return useWrite({
    write: (_: undefined, repeat) => repeat(client.organizations.remove, { params: { organizationId } }),
    settle: () => [withoutMembership(organizationId)],
    invalidates: [tenantryKeys.organizationStatus],
  })
}

/** Forgets a membership at once: nothing is asked any more about an organization that one is not in. */
export function withoutMembership(organizationId: string): Patch {
  return patch<OrganizationStatus>(tenantryKeys.organizationStatus, (status) => ({
    ...status,
    organizations: status.organizations.filter(({ organization_id }) => organization_id !== organizationId),
  }))
}
