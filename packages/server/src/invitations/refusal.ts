import type { FoundInvitation } from './queries.ts'

/** Why an invitation can no longer be answered; null while it can. */
export function refusalOf({ status, expires_at }: Pick<FoundInvitation, 'status' | 'expires_at'>, now: Date) {
  if (status === 'accepted' || status === 'declined') return 'INVITATION_USED'
  if (status === 'revoked') return 'INVITATION_REVOKED'
  if (status === 'expired' || expires_at <= now) return 'INVITATION_EXPIRED'
  return null
}
