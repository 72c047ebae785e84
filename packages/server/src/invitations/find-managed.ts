import { type contract, type InvitationAct, invitationActions } from '@tenantry/core'
import type { Context, Fail } from '../context.ts'
import { lockedStanding } from '../organizations/queries.ts'
import { findSent } from './managed-queries.ts'
import { endOf } from './refusal.ts'
import { sceneOf } from './show-managed.ts'

type Managing =
  | typeof contract.invitations.resend
  | typeof contract.invitations.revoke
  | typeof contract.invitations.link

/** Finds an invitation of a locked organization to which the caller may do this now, and what the caller is there. */
export async function findManaged(
  act: InvitationAct,
  { organizationId, invitationId }: { readonly organizationId: string; readonly invitationId: string },
  { tx, principal, policy }: Context,
  fail: Fail<Managing>,
) {
  const [standing, invitation] = await Promise.all([
    // First: what the caller may do must still hold when it is done.
    lockedStanding(tx, principal, organizationId),
    findSent(tx, organizationId, invitationId),
  ])
  if (!standing) throw fail('ORGANIZATION_NOT_FOUND')
  if (!invitation) throw fail('INVITATION_NOT_FOUND')
  const end = endOf(invitation)
  if (end) throw fail(end)
  const caller = { user_id: principal.userId, role: standing.role }
  if (!invitationActions(sceneOf(invitation, { roles: policy.roles, caller })).includes(act))
    throw fail('NOT_AUTHORIZED')
  return { invitation, standing }
}
