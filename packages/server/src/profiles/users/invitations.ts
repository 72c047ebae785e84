import type { TenantryError } from '@tenantry/core'
import type { usersContract } from '@tenantry/core/users'
import type { Context, HandlersOf } from '../../context.ts'
import { timestamp } from '../../http/timestamp.ts'
import { invitations as main } from '../../invitations/handlers.ts'
import { sentBetween } from '../../invitations/managed-queries.ts'
import { adminOf, type FailManaging } from '../admin-of.ts'
import { findInvitation } from './queries.ts'
import { shownRole } from './shapes.ts'

type FailNaming = FailManaging & ((code: 'INVITATION_NOT_FOUND') => TenantryError)

/** Which invitation of which organization a request is about. @throws INVITATION_NOT_FOUND when there is none under its number. */
async function named(number: number, context: Context, fail: FailNaming) {
  const organizationId = adminOf(context, fail)
  const invitation = await findInvitation(context.tx, organizationId, number)
  if (!invitation) throw fail('INVITATION_NOT_FOUND')
  return { params: { organizationId, invitationId: invitation.id }, email: invitation.email }
}

export const invitations: HandlersOf<typeof usersContract>['invitations'] = {
  async list({ params, query }, context, fail) {
    const organizationId = adminOf(context, fail)
    const { skip, limit, status } = query
    const filter = { organizationId, status, search: undefined, now: context.now }
    const rows = await sentBetween(context.tx, { ...filter, skip, rows: limit })
    return rows.map(({ number: id, email, role, created_at, inviter_email, organization_name }) => ({
      id,
      email,
      role: shownRole(role),
      status,
      invited_at: timestamp(created_at),
      invited_by: inviter_email,
      organization_id: params.organization_id,
      organization_name,
    }))
  },

  async resend({ params: { invitation_id } }, context, fail) {
    const { params, email } = await named(invitation_id, context, fail)
    await main.resend({ params }, context, fail)
    return { message: `Invitation resent to ${email}` }
  },

  async cancel({ params: { invitation_id } }, context, fail) {
    const { params, email } = await named(invitation_id, context, fail)
    await main.revoke({ params }, context, fail)
    return { message: `Invitation cancelled for ${email}` }
  },
}
