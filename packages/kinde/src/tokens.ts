import { createAccountCache, type ProviderApi, type TokenIssuer } from '@tenantry/core/provider'
import * as z from 'zod/mini'
import type { Accounts } from './users.ts'

const keySet = z.object({ keys: z.array(z.record(z.string(), z.unknown())) })

interface Options {
  readonly issuer: string
  readonly audience: string
  /** Asks without credentials: whoever sends a token for the keys is answered 403. */
  readonly open: ProviderApi
  readonly accounts: Accounts
  readonly now: () => number
}

/**
 * The access tokens of an environment. They say nothing of addresses unless an operator added that, and never whether one is proved,
 * so the account is asked.
 */
export function tokensOf({ issuer, audience, open, accounts, now }: Options): TokenIssuer {
  const known = createAccountCache({ load: (subject) => accounts.factsOf(subject), now })
  return {
    issuer,
    audience,
    algorithms: ['RS256'],
    keys: () => open.send({ method: 'GET', path: '/.well-known/jwks', output: keySet }),
    async read(claims) {
      const { sub, email, email_verified } = claims
      if (typeof sub !== 'string') return null
      if (typeof email === 'string' && typeof email_verified === 'boolean') return claims
      const facts = await known.get(sub)
      if (facts === null) return null
      // What the server knows of somebody stays known while Kinde does not answer.
      return facts ? { sub, email: facts.email, email_verified: facts.emailVerified, name: facts.name } : { sub }
    },
  }
}
