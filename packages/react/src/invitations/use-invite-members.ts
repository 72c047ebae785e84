import type { InvitationDraft, InvitationResult } from '@tenantry/core'
import { useTenantry } from '../provider/context.ts'
import { tenantryKeys } from '../query/keys.ts'
import { useWrite } from '../query/use-write.ts'
import { inBatches } from './batches.ts'

/**
 * Invites people to an organization, as many as there are, a hundred at a time; every address gets a result of its own. `onBatch` hears
 * of each hundred. What stops it halfway is in `stopped`; whoever has no result yet can be sent again.
 */
export function useInviteMembers(organizationId: string, onBatch?: (results: readonly InvitationResult[]) => void) {
  const { client } = useTenantry()
  return useWrite({
    write: (people: readonly InvitationDraft[], repeat) =>
      inBatches(
        people,
        async (invitations) =>
          (await repeat(client.invitations.create, { params: { organizationId }, body: { invitations } })).results,
        onBatch,
      ),
    invalidates: [tenantryKeys.invitations(organizationId)],
  })
}
