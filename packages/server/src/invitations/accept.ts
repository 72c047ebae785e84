import type { contract } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { membershipOf } from '../organizations/queries.ts'
import { enterOrganization } from './enter-organization.ts'
import { findMine } from './find-mine.ts'

/** Accepts an invitation that was sent to the caller's verified address. */
export const accept: Handler<typeof contract.invitations.accept> = async ({ body }, context, fail) => {
  const { tx, principal } = context
  const invitation = await findMine(body.invitation_id, context, fail)
  const finding = membershipOf(tx, principal.userId, invitation.organization_id)
  const entering = enterOrganization(context, invitation, principal.userId)
  // It cannot succeed for a member, who is told so in other words.
  entering.catch(() => {})
  if (await finding) throw fail('MEMBERSHIP_EXISTS')
  const entered = await entering
  if (entered.obstacle) throw fail(entered.obstacle)
  return {
    success: true,
    message: 'Invitation accepted successfully',
    organization: { id: invitation.organization_id, name: invitation.organization_name },
    user_role: invitation.role,
    team_name: entered.teamId && invitation.team_name,
    is_default_org: entered.isDefault,
  }
}
