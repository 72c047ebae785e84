import { type contract, isTenantryError, TenantryError } from '@tenantry/core'
import { type AccountWish, type Context, withAccount } from '../context.ts'
import { accountExistsMail } from '../mail/templates/mails.ts'
import type { Principal } from '../users/principal.ts'
import { createUser } from '../users/queries.ts'
import { postVerification } from './post-verification.ts'

const ANSWER = { success: true, message: 'Check your e-mail to go on' } as const

/** Creates an account that waits for its address to be proved. Known and new addresses get the same answer (ASVS 6.3.8). */
export const signup = withAccount<typeof contract.auth.signup>(
  async ({ body }, { password }) => wishOf(body, password),
  async ({ body }, context) => {
    const { tx, policy, now, newId, locale } = context
    const { email, full_name: fullName = '', redirect } = body
    const identity = await madeOrTaken(context, wishOf(body, context.password))
    // This provider creates its accounts on pages of its own.
    if (identity === undefined) throw new TenantryError('ROUTE_NOT_FOUND', { status: 404 })
    if (identity === null) {
      const signInUrl = new URL(policy.pages.signIn, policy.publicUrl).href
      context.post(accountExistsMail({ locale, to: email, signInUrl }))
      return ANSWER
    }
    const id = newId()
    context.atEnd(() => createUser(tx, identity, { id, email, verified: false, fullName, now }))
    await postVerification(context, { userId: id, email, redirect })
    context.audit({ organizationId: null, action: 'user.signed_up', targetType: 'user', targetId: id })
    return ANSWER
  },
)

function wishOf(
  body: { readonly email: string; readonly full_name?: string | undefined },
  password: string,
): AccountWish {
  return { email: body.email, password, name: body.full_name || null, emailVerified: false }
}

// Who else is at the address at this moment must not show: it says that nobody had it.
function madeOrTaken(context: Context<Principal | null>, wish: AccountWish): ReturnType<Context['createAccount']> {
  return context.createAccount(wish).catch((error: unknown) => {
    if (isTenantryError(error, 'CONFLICT')) return null
    throw error
  })
}
