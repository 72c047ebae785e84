import { type contract, type ParsedInput, TenantryError } from '@tenantry/core'
import { type AccountWish, type Context, type Fail, withAccount } from '../context.ts'
import { enterOrganization } from '../invitations/enter-organization.ts'
import { findHeld } from '../invitations/queries.ts'
import { refusalOf } from '../invitations/refusal.ts'
import { admits } from '../organizations/queries.ts'
import type { Principal } from '../users/principal.ts'
import { becomeUser, createUser, invitedHasAccount } from '../users/queries.ts'
import { postVerification } from './post-verification.ts'

type Endpoint = typeof contract.auth.signupWithInvitation

/**
 * Makes an account, confirmed because the link came to its mailbox, and the membership that the link promised: both, or
 * neither (seed 003). A link that a member was shown came to no mailbox: there the address still has to be proved.
 */
export const signupWithInvitation = withAccount<Endpoint>(wishOf, async ({ body }, context, fail) => {
  const { tx, policy, now, newId } = context
  const invitation = await openInvitation(context, fail)
  const { email, organization_id, organization_name, organization_slug, role, team_name, token_shown } = invitation
  const fullName = body.full_name ?? ''
  const identity = await context.createAccount(accountOf(invitation, fullName, context.password))
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
  if (entered.obstacle) throw fail(entered.obstacle)
  return {
    success: true,
    message: 'Account created and invitation accepted',
    organization: { id: organization_id, name: organization_name, slug: organization_slug },
    user: { id, email, full_name: fullName, role, team_name: entered.teamId && team_name },
    redirect_url: policy.pages.dashboard,
  }
})

async function wishOf(
  { body }: ParsedInput<Endpoint>,
  context: Context<Principal | null>,
  fail: Fail<Endpoint>,
): Promise<AccountWish> {
  return accountOf(await openInvitation(context, fail), body.full_name ?? '', context.password)
}

async function openInvitation({ tx, now }: Context<Principal | null>, fail: Fail<Endpoint>) {
  const [invitation, taken] = await Promise.all([findHeld(tx), invitedHasAccount(tx)])
  if (!invitation) throw fail('INVITATION_NOT_FOUND')
  const refusal = refusalOf(invitation, now)
  if (refusal) throw fail(refusal)
  if (taken) throw fail('USER_EXISTS')
  return invitation
}

function accountOf(
  { email, token_shown }: { readonly email: string; readonly token_shown: boolean },
  fullName: string,
  password: string,
): AccountWish {
  return { email, password, name: fullName || null, emailVerified: !token_shown, autoConfirm: token_shown }
}
