import { useTenantry } from '../provider/context.ts'
import { tenantryKeys } from '../query/keys.ts'
import { useWrite } from '../query/use-write.ts'

const invalidates = [tenantryKeys.pendingInvitations, tenantryKeys.organizationStatus]

/** Which invitation is declined, and why. */
export interface Declining {
  readonly invitationId: string
  /** At most 500 characters. @default none */
  readonly reason?: string | null
}

/** Declines an invitation by its id, with a reason if one wants to give it. */
export function useDeclineInvitation() {
  const { client } = useTenantry()
  return useWrite({
    write: ({ invitationId, reason = null }: Declining, repeat) =>
      repeat(client.invitations.decline, { body: { invitation_id: invitationId, reason } }),
    invalidates,
  })
}
