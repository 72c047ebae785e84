import { type Check, isProviderError, type ProviderApi } from '@tenantry/core/provider'
import type { KindeApi } from '../api/kinde-api.ts'
import type { KindeRoles } from '../roles.ts'
import { domainCheck, signInCheck } from './domains.ts'
import { pluralCheck, rolesCheck, singularCheck, webhooksCheck } from './endpoints.ts'
import { audienceCheck, type Claims, claimsOf, scopeChecks, tokenFailure } from './token.ts'

export interface ChecksOptions {
  readonly api: KindeApi
  /** Calls the domain where people sign in, with no credentials. */
  readonly open: ProviderApi
  readonly issuer: string
  readonly audience: string
  readonly roles: KindeRoles
  readonly withPasswords: boolean
}

/** Looks at what an operator can get wrong, in the order in which it has to be put right. */
export async function* checks(options: ChecksOptions): AsyncGenerator<Check> {
  const { api, withPasswords } = options
  yield domainCheck(api.url)
  yield await signInCheck(options)

  const token = await freshToken(api)
  if ('state' in token) {
    yield token
    return
  }
  yield passed('Token for the Management API', 'it was obtained')
  yield audienceCheck(token, api.url)
  yield* scopeChecks(token, withPasswords)

  yield await singularCheck(api)
  yield await pluralCheck(api)
  yield await rolesCheck(api, options.roles)
  yield await webhooksCheck(api)
}

// The one at hand may be from before the scopes were ticked.
async function freshToken({ token, url }: KindeApi): Promise<Claims | Check> {
  try {
    return claimsOf(await token.get(true, AbortSignal.timeout(15_000)))
  } catch (error) {
    if (isProviderError(error)) return tokenFailure(error, url)
    throw error
  }
}

function passed(name: string, found: string): Check {
  return { name, state: 'passed', found, remedy: null }
}
