import type { Context } from '../context.ts'
import { insertMembership, lockOrganization, obstacleTo } from '../organizations/queries.ts'
import type { Principal } from '../users/principal.ts'
import { lockUser } from '../users/queries.ts'
import { type FoundInvitation, markAccepted } from './queries.ts'

/** What can stand in the way, told apart so that each endpoint can give its own status. */
export type EntryProblem = 'INVITATION_USED' | 'DOMAIN_REQUIRED' | 'ORGANIZATION_FULL'

/**
 * Turns an invitation into a membership with just its role and team: one conditional update and one insert, in the
 * caller's transaction, after the locks of organization and user in that order (seed 003: atomic, once).
 */
export async function enterOrganization(
  { tx, now, newId, audit }: Context<Principal | null>,
  invitation: FoundInvitation,
  userId: string,
): Promise<{ readonly problem: EntryProblem } | { readonly problem: null; readonly isDefault: boolean }> {
  const { id: invitation_id, organization_id, role, team_id } = invitation
  await lockOrganization(tx, organization_id)
  await lockUser(tx, userId)
  if (!(await markAccepted(tx, invitation_id, userId, now))) return { problem: 'INVITATION_USED' }
  // Asked after accepting, which a refusal takes back: only who has an invitation learns how full an organization is.
  const problem = await obstacleTo(tx, organization_id)
  if (problem) return { problem }
  const membership = {
    user_id: userId,
    organization_id,
    role,
    team_id,
    invitation_id,
    joined_via: 'invitation',
  } as const
  const isDefault = await insertMembership(tx, { id: newId(), ...membership }, now)
  const target = { targetType: 'invitation', targetId: invitation_id }
  audit({ organizationId: organization_id, action: 'invitation.accepted', ...target, data: { role, team_id } })
  return { problem: null, isDefault }
}
