import { useQuery } from '@tanstack/react-query'
import { useTenantry } from '../provider/context.ts'
import { pendingInvitationsQuery } from '../query/queries.ts'

/** Lists the invitations that wait for the signed-in person, and counts them (seed 003, scenario 4). */
export function usePendingInvitations() {
  const { client } = useTenantry()
  return useQuery(pendingInvitationsQuery(client))
}
