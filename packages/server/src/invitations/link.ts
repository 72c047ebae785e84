import type { contract } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { timestamp } from '../http/timestamp.ts'
import { findManaged } from './find-managed.ts'
import { linkOf } from './letter.ts'
import { renew } from './renew.ts'

/** Makes a new link of an invitation, for the caller to hand over; nobody is shown it again. */
export const link: Handler<typeof contract.invitations.link> = async ({ params }, context, fail) => {
  const { policy, audit } = context
  const { invitation } = await findManaged('link', params, context, fail)
  const renewed = await renew(context, invitation, { token_shown: true })
  // Declining waits for nobody: it may have happened since.
  if (!renewed) throw fail('INVITATION_USED')
  const { id, role } = invitation
  const target = { targetType: 'invitation', targetId: id }
  audit({ organizationId: params.organizationId, action: 'invitation.link_created', ...target, data: { role } })
  return { url: linkOf(policy, renewed.token), expires_at: timestamp(renewed.expires_at) }
}
