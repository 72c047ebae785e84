import { contract } from '@tenantry/core'
import type { Context } from '../context.ts'
import { verificationMail } from '../mail/templates/mails.ts'
import { hashToken, newToken } from '../tokens/secret-token.ts'
import type { Principal } from '../users/principal.ts'
import { insertVerification } from './queries.ts'

interface Recipient {
  readonly userId: string
  readonly email: string
  readonly redirect: string | undefined
}

/** Mails a link that proves the address; the transaction must already act for the user. */
export async function postVerification(
  context: Context<Principal | null>,
  { userId, email, redirect }: Recipient,
): Promise<void> {
  const { tx, policy, now, newId, locale } = context
  const token = newToken()
  const expires_at = new Date(now.getTime() + policy.verificationHours * 3_600_000)
  const token_hash = await hashToken(token)
  const verification = { id: newId(), user_id: userId, email, token_hash, expires_at }
  context.atEnd(() => insertVerification(tx, verification, now))

  const url = new URL(contract.auth.verifyEmail.path, policy.publicUrl)
  url.searchParams.set('token', token)
  if (redirect) url.searchParams.set('redirect', redirect)
  context.post(verificationMail({ locale, to: email, url: url.href, expiresAt: expires_at }))
}
