import {
  type AccountFacts,
  createAccountCache,
  type ProviderApi,
  type TokenIssuer,
  unless,
} from '@tenantry/core/provider'
import * as z from 'zod/mini'
import { sessionClaims } from './session-claims.ts'
import type { Settings } from './settings.ts'
import { isVerified, nameOf, primaryAddress, User } from './shapes.ts'

const Keys = z.object({ keys: z.array(z.record(z.string(), z.unknown())) })

/** The session tokens of an instance. They say nothing of addresses unless an operator added that. */
export function tokensOf(api: ProviderApi, { issuer, authorizedParties, now }: Settings): TokenIssuer {
  const accounts = createAccountCache({
    now,
    async load(subject) {
      const call = { method: 'GET', path: `/users/${encodeURIComponent(subject)}`, output: User } as const
      const user = await unless('not_found', api.send(call), null)
      return user && factsOf(user)
    },
  })

  return {
    issuer,
    audience: null,
    algorithms: ['RS256'],
    keys: () => api.send({ method: 'GET', path: '/jwks', output: Keys }),
    async read(claims) {
      const session = sessionClaims(claims)
      if (!session || session.isPending || session.authorizedParty === null) return null
      // The same keys sign tokens of templates, which are for services elsewhere and hold for as long as somebody chose.
      if (session.sessionId === null || claims.aud !== undefined) return null
      // Else a page of another origin on the same domain could use the tokens of this one.
      if (!authorizedParties.includes(session.authorizedParty)) return null
      const { subject: sub } = session
      const { email, email_verified, name } = claims
      if (typeof email === 'string' && typeof email_verified === 'boolean') return { sub, email, email_verified, name }
      const facts = await accounts.get(sub)
      if (facts === null) return null
      // What the server knows of somebody stays known while Clerk does not answer.
      return facts ? { sub, email: facts.email, email_verified: facts.emailVerified, name: facts.name } : { sub }
    },
  }
}

/** What an account says of its owner. */
export function factsOf(user: User): AccountFacts {
  const address = primaryAddress(user)
  return {
    email: address?.email_address ?? null,
    emailVerified: address !== undefined && isVerified(address),
    name: nameOf(user),
  }
}
