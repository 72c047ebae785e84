import type { orgsContract } from '@tenantry/core/orgs'
import { type HandlersOf, outputOf } from '../../context.ts'
import { handlers as main } from '../../handlers.ts'
import { pendingFor } from '../../invitations/queries.ts'
import { resendAtOnce } from '../../invitations/resend.ts'
import { tooMany } from '../../invitations/within-limits.ts'
import { adminOf } from '../admin-of.ts'
import { invitationsOf, subjectsOf } from './queries.ts'
import { inviterOf, meantRole, meantStatuses, targetOf, toInvite } from './shapes.ts'

export const invitations: HandlersOf<typeof orgsContract>['invitations'] = {
  async create({ body: { email, role } }, context, fail) {
    const organizationId = adminOf(context, fail)
    const body = { invitations: [{ email, role: meantRole(role, context.policy.defaultRole), team_id: null }] }
    const answer = outputOf(await main.invitations.create({ params: { organizationId }, body }, context, fail))
    const [{ code, invitation } = {}] = answer.results
    if (!invitation) throw code === 'RATE_LIMITED' ? tooMany() : fail(code ?? 'CONFLICT')
    const invited_by = context.principal.userId
    return toInvite({ ...invitation, invited_by }, await subjectsOf(context.tx, [invited_by]))
  },

  async list({ query }, context, fail) {
    const rows = await invitationsOf(context.tx, adminOf(context, fail), meantStatuses(query.status))
    const subjects = await subjectsOf(
      context.tx,
      rows.map(({ invited_by }) => invited_by),
    )
    return rows.map((row) => ({ ...toInvite(row, subjects), ...inviterOf(row) }))
  },

  async mine(_input, { tx, principal, now }) {
    const rows = await pendingFor(tx, principal, now)
    const subjects = await subjectsOf(
      tx,
      rows.map(({ invited_by }) => invited_by),
    )
    return rows.map((row) => ({ ...toInvite(row, subjects), ...targetOf(row), ...inviterOf(row) }))
  },

  async accept({ params }, context, fail) {
    await main.invitations.accept({ body: { invitation_id: params.inviteId } }, context, fail)
    return { success: true }
  },

  async decline({ params }, context, fail) {
    await main.invitations.decline({ body: { invitation_id: params.inviteId } }, context, fail)
    return { success: true }
  },

  async revoke({ params }, context, fail) {
    const organizationId = adminOf(context, fail)
    const named = { organizationId, invitationId: params.inviteId }
    await main.invitations.revoke({ params: named }, context, fail)
    return { success: true }
  },

  async resend({ params }, context, fail) {
    const organizationId = adminOf(context, fail)
    const named = { organizationId, invitationId: params.inviteId }
    await resendAtOnce({ params: named }, context, fail)
    return { success: true }
  },
}
