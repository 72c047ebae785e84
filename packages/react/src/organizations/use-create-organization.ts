import type { OrganizationDraft } from '@tenantry/core'
import { useTenantry } from '../provider/context.ts'
import { tenantryKeys } from '../query/keys.ts'
import { useWrite } from '../query/use-write.ts'

const invalidates = [tenantryKeys.organizationStatus]

/** Creates an organization; whoever does becomes its admin (seed 003). */
export function useCreateOrganization() {
  const { client } = useTenantry()
  return useWrite({
    write: (draft: OrganizationDraft, repeat) => repeat(client.organizations.create, { body: draft }),
    invalidates,
  })
}
