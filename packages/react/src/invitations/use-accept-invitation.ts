import { useTenantry } from '../provider/context.ts'
import { tenantryKeys } from '../query/keys.ts'
import { useWrite } from '../query/use-write.ts'

const invalidates = [tenantryKeys.pendingInvitations, tenantryKeys.organizationStatus]

/** Accepts an invitation by its id. */
export function useAcceptInvitation() {
  const { client } = useTenantry()
  return useWrite({
    write: (invitationId: string, repeat) =>
      repeat(client.invitations.accept, { body: { invitation_id: invitationId } }),
    invalidates,
  })
}
