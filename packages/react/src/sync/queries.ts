import { queryOptions, skipToken } from '@tanstack/react-query'
import type { contract, Output, SyncStatus, TenantryClient, TenantryError } from '@tenantry/core'
import { tenantryKeys } from '../query/keys.ts'
import { reading } from '../query/query-client.ts'

export type SyncAnswer = Output<typeof contract.sync.get>

const SOONEST_MS = 3_000
const LATEST_MS = 60_000

/** Asks how an organization stands at the provider, and again as long as something waits there. */
export function syncQuery(client: TenantryClient, organizationId: string | null) {
  return queryOptions<SyncAnswer, TenantryError>({
    ...reading,
    queryKey: tenantryKeys.sync(organizationId ?? ''),
    queryFn: organizationId ? ({ signal }) => client.sync.get({ params: { organizationId } }, { signal }) : skipToken,
    staleTime: 10_000,
    refetchInterval: ({ state }) => (state.data ? pauseOf(state.data.sync) : false),
  })
}

/** Tells when asking again is worth it: a little after the next try, and not at all when nothing waits. */
function pauseOf({ status, waiting, next_attempt_at }: SyncStatus): number | false {
  if (waiting === 0 && status !== 'pending') return false
  const until = next_attempt_at ? Date.parse(next_attempt_at) - Date.now() : 0
  return Math.min(Math.max(until + SOONEST_MS, SOONEST_MS), LATEST_MS)
}
