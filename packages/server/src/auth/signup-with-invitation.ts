import { type contract, TenantryError } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { enterOrganization } from '../invitations/enter-organization.ts'
import { findHeld } from '../invitations/queries.ts'
import { refusalOf } from '../invitations/refusal.ts'
import { createUser, invitedHasAccount } from '../users/queries.ts'

/**
 * Makes an account, confirmed because the link came to its mailbox, and the membership that the link promised: both, or
 * neither (seed 003).
 */
export const signupWithInvitation: Handler<typeof contract.auth.signupWithInvitation> = async (
  { body },
  context,
  fail,
) => {
  const { tx, policy, now, newId } = context
  const [invitation, taken] = await Promise.all([findHeld(tx), invitedHasAccount(tx)])
  if (!invitation) throw fail('INVITATION_NOT_FOUND')
  const refusal = refusalOf(invitation, now)
  if (refusal) throw fail(refusal)

  const { email, organization_id, organization_name, organization_slug, role, team_name } = invitation
  if (taken) throw fail('USER_EXISTS')
  const fullName = body.full_name ?? ''
  const user = { email, password: context.password, name: fullName || null, emailVerified: true }
  const identity = await context.withProvider((provider, own) => provider.createUser?.(user, own))
  if (identity === undefined) throw new TenantryError('ROUTE_NOT_FOUND', { status: 404 })
  if (identity === null) throw fail('USER_EXISTS')

  const id = newId()
  const [, entered] = await Promise.all([
    createUser(tx, identity, { id, email, verified: true, fullName, now }),
    enterOrganization(context, invitation, id),
  ])
  if (entered.problem) throw fail(entered.problem)
  return {
    success: true,
    message: 'Account created and invitation accepted',
    organization: { id: organization_id, name: organization_name, slug: organization_slug },
    user: { id, email, full_name: fullName, role, team_name: entered.teamId && team_name },
    redirect_url: policy.pages.dashboard,
  }
}
