import { type contract, TenantryError } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { accountExistsMail } from '../mail/templates/mails.ts'
import { createUser } from '../users/queries.ts'
import { postVerification } from './post-verification.ts'

const ANSWER = { success: true, message: 'Check your e-mail to go on' } as const

/** Creates an account that waits for its address to be proved. Known and new addresses get the same answer (ASVS 6.3.8). */
export const signup: Handler<typeof contract.auth.signup> = async ({ body }, context) => {
  const { tx, policy, now, newId, locale } = context
  const { email, full_name: fullName = '', redirect } = body
  const user = { email, password: context.password, name: fullName || null, emailVerified: false }
  const identity = await context.withProvider((provider, own) => provider.createUser?.(user, own))
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
}
