import type { contract } from '@tenantry/core'
import type { FoundUser } from '@tenantry/core/provider'
import { type Context, prepared } from '../context.ts'
import type { Principal } from '../users/principal.ts'
import { becomeUser, userOf } from '../users/queries.ts'
import { postVerification } from './post-verification.ts'

/** Mails another link to an address that still has to be proved, and says the same when there is nothing to do. */
export const resendVerification = prepared<typeof contract.auth.resendVerification, Found>(
  ({ body }, { ask }) => ask((provider, own) => provider.findUser?.(body.email, own)),
  async ({ body }, context, _fail, found) => {
    const { email, redirect } = body
    const userId = await unverifiedUser(email, context, found)
    if (userId) await postVerification(context, { userId, email, redirect })
    return { success: true, message: 'If this address still has to be confirmed, a new link is on its way' }
  },
)

type Found = FoundUser | null | undefined

async function unverifiedUser(
  email: string,
  { tx, principal, askEmbedded, atEnd }: Context<Principal | null>,
  found: Found,
): Promise<string | null> {
  if (principal?.email === email) return principal.emailVerified ? null : principal.userId
  const identity = found ?? (await askEmbedded((provider, own) => provider.findUser?.(email, own)))
  if (!identity || identity.emailVerified) return null
  const userId = await userOf(tx, identity)
  if (userId) atEnd(() => becomeUser(tx, userId, null))
  return userId
}
