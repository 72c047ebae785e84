import { useQuery } from '@tanstack/react-query'
import { useActiveOrganization } from '../organizations/use-active-organization.ts'
import { useTenantry } from '../provider/context.ts'
import { tenantryKeys } from '../query/keys.ts'
import { patch } from '../query/patch.ts'
import { useWrite } from '../query/use-write.ts'
import { type SyncAnswer, syncQuery } from './queries.ts'

/** Tells how an organization stands at the provider, the active one unless another is given; `null` waits. For its admins. */
export function useSyncStatus(organizationId?: string | null) {
  const { client } = useTenantry()
  const active = useActiveOrganization()
  return useQuery(syncQuery(client, organizationId === undefined ? active.organizationId : organizationId))
}

/** Has the provider told at once what it has not heard of yet. */
export function useRetrySync(organizationId: string) {
  const { client } = useTenantry()
  return useWrite({
    write: (_: undefined, repeat) => repeat(client.sync.retry, { params: { organizationId } }),
    settle: ({ sync }) => [patch<SyncAnswer>(tenantryKeys.sync(organizationId), () => ({ sync }))],
  })
}
