import { may, mayGrant, mayTake, type Role } from './roles.ts'

/** What can be done with an invitation that waits for an answer. */
export const invitationActs = ['resend', 'revoke', 'link'] as const

/**
 * `resend` mails an invitation anew and `link` hands its link over, both with a new token that ends the link before;
 * `revoke` withdraws it.
 */
export type InvitationAct = (typeof invitationActs)[number]

/** Who wants something of which invitation. */
export interface InvitationScene {
  readonly roles: readonly Role[]
  readonly caller: { readonly user_id: string; readonly role: string }
  readonly invitation: {
    readonly role: string
    /** Whose invitation it is; null when that account is gone. */
    readonly invited_by: string | null
    /** False once it was answered, withdrawn or replaced; true of one that merely ran out, which can be renewed. */
    readonly is_open: boolean
  }
}

/**
 * Lists what somebody may do with an invitation: withdraw it who may withdraw invitations, or sent it and still may invite, unless
 * it is for a role above the own; renew it who could also send it anew.
 */
export function invitationActions({ roles, caller, invitation }: InvitationScene): InvitationAct[] {
  if (!invitation.is_open) return []
  const isOwn = invitation.invited_by === caller.user_id && may(roles, caller.role, 'invitations:create')
  if (!isOwn && !may(roles, caller.role, 'invitations:delete')) return []
  return invitationActs.filter((act) =>
    act === 'revoke' ? mayTake(roles, caller.role, invitation.role) : mayGrant(roles, caller.role, invitation.role),
  )
}
