import { createAccountCache, type ProviderApi, type TokenIssuer } from '@tenantry/core/provider'
import * as z from 'zod/mini'
import type { Directory } from './directory.ts'
import type { Settings } from './settings.ts'

const Keys = z.object({ keys: z.array(z.record(z.string(), z.unknown())) })
const Claims = z.object({ sub: z.uuid(), is_anonymous: z.optional(z.boolean()) })

/**
 * The access tokens of a project, by its key pair and by its secret where there is one. Nothing that stands in `user_metadata` counts,
 * `email_verified` least of all: people write it themselves.
 */
export function tokensOf(api: ProviderApi, directory: Directory, settings: Settings): readonly TokenIssuer[] {
  const { issuer, tokenSecret, now } = settings
  const accounts = createAccountCache({
    now,
    async load(subject) {
      const user = await directory.byId(subject)
      // Who is banned keeps a token that still holds; "none" is no date, and so in no time.
      const isBanned = Date.parse(user?.banned_until ?? '') > now()
      return user && !isBanned ? directory.factsOf(user) : null
    },
  })

  const read: TokenIssuer['read'] = async (claims) => {
    const { data } = Claims.safeParse(claims)
    // Somebody without a name and an address cannot be a member.
    if (!data || data.is_anonymous) return null
    const { sub } = data
    const facts = await accounts.get(sub)
    if (facts === null) return null
    // What the server knows of somebody stays known while Supabase does not answer.
    return facts ? { sub, email: facts.email, email_verified: facts.emailVerified, name: facts.name } : { sub }
  }

  const common = { issuer, audience: 'authenticated', read }
  const keys = () => api.send({ method: 'GET', path: '/.well-known/jwks.json', output: Keys })
  const signed: TokenIssuer = { ...common, algorithms: ['ES256', 'RS256'], keys }
  return tokenSecret ? [signed, { ...common, algorithms: ['HS256'], keys: tokenSecret }] : [signed]
}
