import type { FoundInvitation } from './queries.ts'

/** What an invitation came to, as the code that says so; null while it waits, even when its time is over. */
export function endOf({ status }: Pick<FoundInvitation, 'status'>) {
  if (status === 'accepted' || status === 'declined') return 'INVITATION_USED'
  if (status === 'revoked') return 'INVITATION_REVOKED'
  return status === 'expired' ? 'INVITATION_EXPIRED' : null
}

/** Why an invitation can no longer be answered; null while it can. */
export function refusalOf(invitation: Pick<FoundInvitation, 'status' | 'expires_at'>, now: Date) {
  return endOf(invitation) ?? (invitation.expires_at <= now ? 'INVITATION_EXPIRED' : null)
}
