import type { InvitationDraft } from '@tenantry/core'
import { useTenantry } from '../provider/context.ts'
import { useWrite } from '../query/use-write.ts'

/** Invites people to an organization; every address gets a result of its own. */
export function useInvitePeople(organizationId: string) {
  const { client } = useTenantry()
  return useWrite({
    write: (people: readonly InvitationDraft[], repeat) =>
      repeat(client.invitations.create, { params: { organizationId }, body: { invitations: [...people] } }),
  })
}
