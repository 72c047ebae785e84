import { type contract, type ParsedInput, safeRedirect } from '@tenantry/core'
import type { Identity } from '@tenantry/core/provider'
import type { Question } from '../accounts/ask.ts'
import { type Outside, prepared } from '../context.ts'
import { becomeUser, confirmEmail, hasEmail, identitiesOf } from '../users/queries.ts'
import { findVerification, markUsed } from './queries.ts'

type Endpoint = typeof contract.auth.verifyEmail
type Subject = Pick<Identity, 'issuer' | 'subject'>

/** Proves an address and leads on to onboarding. Opening the link again leads there again: mail scanners are often first. */
export const verifyEmail = prepared<Endpoint, void>(confirmElsewhere, async ({ query }, context, fail) => {
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
  await context.askEmbedded(confirming(identities))
  audit({ organizationId: null, action: 'user.email_verified', targetType: 'user', targetId: user_id })
  return { location }
})

// First there: whoever finds the provider away opens the link again.
async function confirmElsewhere(_: ParsedInput<Endpoint>, { provider, look, ask }: Outside): Promise<void> {
  if (provider.isEmbedded || !provider.confirmEmail) return
  const identities = await look(async ({ tx, now }) => {
    const verification = await findVerification(tx)
    if (!verification || verification.used_at || verification.expires_at <= now) return []
    const { user_id, email } = verification
    const [, isTheirs, identities] = await Promise.all([
      becomeUser(tx, user_id, null),
      hasEmail(tx, user_id, email),
      identitiesOf(tx, user_id),
    ])
    return isTheirs ? identities : []
  })
  if (identities.length > 0) await ask(confirming(identities))
}

function confirming(identities: readonly Subject[]): Question<unknown> {
  return (provider, own) => Promise.all(identities.map((identity) => provider.confirmEmail?.(identity, own)))
}
