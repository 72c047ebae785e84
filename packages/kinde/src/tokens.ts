import { createAccountCache, type ProviderApi, type TokenIssuer } from '@tenantry/core/provider'
import * as z from 'zod/mini'
import type { accounts } from './users.ts'

const keySet = z.object({ keys: z.array(z.record(z.string(), z.unknown())) })

export interface TokensOptions {
  /** Calls the domain where people sign in: whoever sends it a token is answered 403. */
  readonly open: ProviderApi
  readonly issuer: string
  readonly audience: string
  readonly facts: ReturnType<typeof accounts>['facts']
  readonly now: () => number
}

/** The access tokens of an environment. They say whether an address is proved only where an operator added that, so Kinde is asked. */
export function tokens({ open, issuer, audience, facts, now }: TokensOptions): TokenIssuer {
  const people = createAccountCache({ load: facts, now })
  return {
    issuer,
    audience,
    algorithms: ['RS256'],
    keys: () => open.send({ method: 'GET', path: '/.well-known/jwks', output: keySet }),
    async read(claims) {
      const { sub, email, email_verified, gty } = claims
      // A machine is nobody, whatever its token names.
      if ([gty].flat().includes('client_credentials')) return null
      if (typeof sub !== 'string' || (typeof email === 'string' && typeof email_verified === 'boolean')) return claims
      const known = await people.get(sub)
      if (known === null) return null
      // What the server knows of somebody stays known while Kinde does not answer.
      return known ? { sub, email: known.email, email_verified: known.emailVerified, name: known.name } : { sub }
    },
  }
}
