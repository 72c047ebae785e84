import type { contract } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { findManaged } from './find-managed.ts'
import { markRevoked } from './managed-queries.ts'

/** Withdraws an invitation, for good. */
export const revoke: Handler<typeof contract.invitations.revoke> = async ({ params }, context, fail) => {
  const { tx, now, audit } = context
  const { invitation } = await findManaged('revoke', params, context, fail)
  // Declining waits for nobody: it may have happened since.
  if (!(await markRevoked(tx, invitation.id, now))) throw fail('INVITATION_USED')
  const target = { targetType: 'invitation', targetId: invitation.id }
  audit({
    organizationId: params.organizationId,
    action: 'invitation.revoked',
    ...target,
    data: { role: invitation.role },
  })
  return { success: true }
}
