import type { ManagedInvitation } from '@tenantry/core'
import { useTenantry } from '../provider/context.ts'
import { tenantryKeys } from '../query/keys.ts'
import { useWrite } from '../query/use-write.ts'
import { patchInvitation } from './queries.ts'

const paramsOf = ({ organization_id, id }: ManagedInvitation) => ({
  params: { organizationId: organization_id, invitationId: id },
})

// An invitation stays in the list that it was changed in, and is to be found in the others.
const outdates = ({ organization_id }: ManagedInvitation) => [tenantryKeys.invitations(organization_id)]

/** Sends an invitation again, with a new link and a new term: the link before ends. Once a minute. */
export function useResendInvitation() {
  const { client } = useTenantry()
  return useWrite({
    write: (row: ManagedInvitation, repeat) => repeat(client.invitations.resend, paramsOf(row)),
    settle: ({ invitation }, row) => [patchInvitation(row.organization_id, row.id, () => invitation)],
    outdates,
  })
}

/** Withdraws an invitation that waits: its link ends. */
export function useRevokeInvitation() {
  const { client } = useTenantry()
  return useWrite({
    write: (row: ManagedInvitation, repeat) => repeat(client.invitations.revoke, paramsOf(row)),
    settle: (_, row) => [
      patchInvitation(row.organization_id, row.id, (held) => ({ ...held, status: 'revoked', actions: [] })),
    ],
    outdates,
  })
}

/** Makes a new link of an invitation to hand over oneself, told this once: the link before ends. `reset` forgets it. */
export function useInvitationLink() {
  const { client } = useTenantry()
  return useWrite({
    // Never repeated: a secret that was lost on the way is made anew.
    write: (row: ManagedInvitation) => client.invitations.link(paramsOf(row)),
    settle: ({ expires_at }, row) => [
      patchInvitation(row.organization_id, row.id, (held) => ({ ...held, status: 'pending', expires_at })),
    ],
    outdates,
  })
}
