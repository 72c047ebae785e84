import type { Context } from '../context.ts'
import { insertMembership, lockOrganization, obstacleTo } from '../organizations/queries.ts'
import type { Principal } from '../users/principal.ts'
import { lockUser } from '../users/queries.ts'
import { type FoundInvitation, markAccepted, teamInvitedTo } from './queries.ts'

/** What can stand in the way, told apart so that each endpoint can give its own status. */
export type EntryObstacle = 'INVITATION_USED' | 'DOMAIN_REQUIRED' | 'ORGANIZATION_FULL'

interface Entered {
  readonly obstacle: null
  readonly isDefault: boolean
  readonly teamId: string | null
}

/**
 * Turns an invitation into a membership with just its role and team: one conditional update and one insert, in the
 * caller's transaction, after the locks of organization and user in that order (seed 003: atomic, once).
 */
export async function enterOrganization(
  { tx, now, newId, audit }: Context<Principal | null>,
  invitation: FoundInvitation,
  userId: string,
): Promise<{ readonly obstacle: EntryObstacle } | Entered> {
  const { id: invitation_id, organization_id, role } = invitation
  // Asked anew behind the lock: the team may be gone by now.
  const team_id = teamInvitedTo(tx, invitation_id)
  const how = { role, team_id, invitation_id, joined_via: 'invitation' } as const
  const found = Promise.all([
    lockOrganization(tx, organization_id),
    lockUser(tx, userId),
    markAccepted(tx, invitation_id, userId, now),
    // Asked after accepting, which a refusal takes back: only who has an invitation learns how full an organization is.
    obstacleTo(tx, organization_id),
  ])
  const joining = insertMembership(tx, { id: newId(), user_id: userId, organization_id, ...how }, now)
  // Where something stands in the way, that says more than what the database makes of it.
  joining.catch(() => {})
  const [, , accepted, obstacle] = await found
  if (!accepted) return { obstacle: 'INVITATION_USED' }
  if (obstacle) return { obstacle }
  const membership = await joining
  const target = { targetType: 'invitation', targetId: invitation_id }
  const data = { role, team_id: membership.team_id }
  audit({ organizationId: organization_id, action: 'invitation.accepted', ...target, data })
  return { obstacle: null, isDefault: membership.is_default, teamId: membership.team_id }
}
