import type { contract } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { lockUser } from '../users/queries.ts'
import { findMine } from './find-mine.ts'
import { markDeclined } from './queries.ts'

/** Declines an invitation, for good; the reason is kept for the organization's admins. */
export const decline: Handler<typeof contract.invitations.decline> = async ({ body }, context, fail) => {
  const { tx, principal, now, audit } = context
  const invitation = await findMine(body.invitation_id, context, fail)
  const [, declined] = await Promise.all([
    // In the order of accepting: what the provider says anew of the caller is written at the end, and takes this lock too.
    lockUser(tx, principal.userId),
    markDeclined(tx, invitation.id, body.reason || null, now),
  ])
  if (!declined) throw fail('INVITATION_USED')
  const target = { targetType: 'invitation', targetId: invitation.id }
  audit({ organizationId: invitation.organization_id, action: 'invitation.declined', ...target })
  return { success: true, message: 'Invitation declined' }
}
