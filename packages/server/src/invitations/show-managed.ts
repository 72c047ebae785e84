import { type InvitationScene, invitationActions, type ManagedInvitation } from '@tenantry/core'
import { timestamp } from '../http/timestamp.ts'
import type { SentInvitation } from './managed-queries.ts'
import { endOf } from './refusal.ts'

type Viewer = Pick<InvitationScene, 'roles' | 'caller'>

/** Says who asks about which invitation, for the policy table. */
export function sceneOf(invitation: SentInvitation, viewer: Viewer): InvitationScene {
  const { role, invited_by } = invitation
  return { ...viewer, invitation: { role, invited_by, is_open: endOf(invitation) === null } }
}

/** Writes an invitation as the organization sees it, with what the caller may do about it. */
export function showManaged(invitation: SentInvitation, viewer: Viewer, now: Date): ManagedInvitation {
  const { id, organization_id, email, role, team_id, team_name, status, delivery_status, expires_at } = invitation
  const { invited_by, inviter_name, inviter_email, created_at, accepted_at, declined_at, delivery_error } = invitation
  return {
    id,
    organization_id,
    email,
    role,
    team_id,
    team_name,
    // The database learns of it later, and until then it can be renewed.
    status: status === 'pending' && expires_at <= now ? 'expired' : status,
    delivery_status,
    delivery_error,
    invited_by:
      invited_by !== null && inviter_name !== null
        ? { user_id: invited_by, full_name: inviter_name, email: inviter_email }
        : null,
    expires_at: timestamp(expires_at),
    created_at: timestamp(created_at),
    accepted_at: accepted_at && timestamp(accepted_at),
    declined_at: declined_at && timestamp(declined_at),
    actions: invitationActions(sceneOf(invitation, viewer)),
  }
}
