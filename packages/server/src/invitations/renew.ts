import type { Context } from '../context.ts'
import { hashToken, newToken } from '../tokens/secret-token.ts'
import { type Renewal, renewInvitation, type SentInvitation } from './managed-queries.ts'

/** How long a new link of an invitation works, from now. */
export function termOf({ policy, now }: Pick<Context, 'policy' | 'now'>): Date {
  return new Date(now.getTime() + policy.invitationDays * 86_400_000)
}

/** Gives an invitation a new token, which ends the one before, and a new term. Null when it was declined meanwhile. */
export async function renew(
  context: Context,
  { id }: Pick<SentInvitation, 'id'>,
  change: Omit<Renewal, 'token_hash' | 'expires_at'>,
): Promise<{ readonly token: string; readonly expires_at: Date } | null> {
  const { tx, now } = context
  const token = newToken()
  const expires_at = termOf(context)
  const renewed = await renewInvitation(tx, id, { ...change, token_hash: await hashToken(token), expires_at }, now)
  return renewed ? { token, expires_at } : null
}
