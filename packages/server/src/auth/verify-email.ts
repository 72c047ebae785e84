import { type contract, safeRedirect } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { becomeUser, confirmEmail, identitiesOf } from '../users/queries.ts'
import { findVerification, markUsed } from './queries.ts'

/** Proves an address and leads on to onboarding. Opening the link again leads there again: mail scanners are often first. */
export const verifyEmail: Handler<typeof contract.auth.verifyEmail> = async ({ query }, context, fail) => {
  const { tx, policy, now, audit } = context
  const verification = await findVerification(tx)
  if (!verification) throw fail('VERIFICATION_INVALID')
  if (verification.expires_at <= now) throw fail('VERIFICATION_EXPIRED')
  const location = safeRedirect(query.redirect, policy.publicUrl, policy.pages.onboarding)
  if (verification.used_at) return { location }

  const { id, user_id, email } = verification
  const [, confirmed, , identities] = await Promise.all([
    becomeUser(tx, user_id, null),
    confirmEmail(tx, user_id, email, now),
    markUsed(tx, id, now),
    identitiesOf(tx, user_id),
  ])
  // The address was changed after the link was mailed: it proves nothing any more.
  if (!confirmed) throw fail('VERIFICATION_INVALID')
  await context.withProvider((provider, own) =>
    Promise.all(identities.map((identity) => provider.confirmEmail?.(identity, own))),
  )
  audit({ organizationId: null, action: 'user.email_verified', targetType: 'user', targetId: user_id })
  return { location }
}
