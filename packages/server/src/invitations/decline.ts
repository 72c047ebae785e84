import type { contract } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { findMine } from './find-mine.ts'
import { markDeclined } from './queries.ts'

/** Declines an invitation, for good; the reason is kept for the organization's admins. */
export const decline: Handler<typeof contract.invitations.decline> = async ({ body }, context, fail) => {
  const { tx, now, audit } = context
  const invitation = await findMine(body.invitation_id, context, fail)
  if (!(await markDeclined(tx, invitation.id, body.reason || null, now))) throw fail('INVITATION_USED')
  const target = { targetType: 'invitation', targetId: invitation.id }
  audit({ organizationId: invitation.organization_id, action: 'invitation.declined', ...target })
  return { success: true, message: 'Invitation declined' }
}
