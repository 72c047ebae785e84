import { type contract, TenantryError } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { enterOrganization } from '../invitations/enter-organization.ts'
import { findHeld } from '../invitations/queries.ts'
import { refusalOf } from '../invitations/refusal.ts'
import { admits } from '../organizations/queries.ts'
import { becomeUser, createUser, invitedHasAccount } from '../users/queries.ts'
import { postVerification } from './post-verification.ts'

/**
 * Makes an account, confirmed because the link came to its mailbox, and the membership that the link promised: both, or
 * neither (seed 003). A link that a member was shown came to no mailbox: there the address still has to be proved.
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

  const { email, organization_id, organization_name, organization_slug, role, team_name, token_shown } = invitation
  if (taken) throw fail('USER_EXISTS')
  const fullName = body.full_name ?? ''
  const proof = { emailVerified: !token_shown, autoConfirm: token_shown }
  const user = { email, password: context.password, name: fullName || null, ...proof }
  const identity = await context.withProvider((provider, own) => provider.createUser?.(user, own))
  if (identity === undefined) throw new TenantryError('ROUTE_NOT_FOUND', { status: 404 })
  if (identity === null) throw fail('USER_EXISTS')

  const id = newId()
  const creating = createUser(tx, identity, { id, email, verified: !token_shown, vouched: token_shown, fullName, now })
  if (token_shown) {
    // Asked while the new user has no proved address: one that anybody can claim opens no required domain.
    const [, admitted] = await Promise.all([creating, admits(tx, organization_id)])
    if (!admitted) throw fail('DOMAIN_REQUIRED')
    // Only for the rest of this transaction, as the one whom the link is for.
    await becomeUser(tx, id, email)
    await postVerification(context, { userId: id, email, redirect: undefined })
  }
  const [, entered] = await Promise.all([creating, enterOrganization(context, invitation, id)])
  if (entered.problem) throw fail(entered.problem)
  return {
    success: true,
    message: 'Account created and invitation accepted',
    organization: { id: organization_id, name: organization_name, slug: organization_slug },
    user: { id, email, full_name: fullName, role, team_name: entered.teamId && team_name },
    redirect_url: policy.pages.dashboard,
  }
}
