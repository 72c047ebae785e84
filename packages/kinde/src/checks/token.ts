import type { Check, ProviderError } from '@tenantry/core/provider'
import { decodeJwt } from 'jose'
import { features, passwordFeature } from './features.ts'
import { places } from './places.ts'

/** What a machine's token says that we look at. */
export interface Claims {
  readonly audience: readonly string[]
  readonly scopes: readonly string[]
  readonly organization: string | null
}

const NAME = 'Token for the Management API'

/** Reads a token that just came from its issuer, so that no signature needs proof. */
export function claimsOf(token: string): Claims {
  const { aud = [], scp, scope, org_code } = decodeClaims(token)
  const scopes = Array.isArray(scp) ? scp.map(String) : typeof scope === 'string' ? scope.split(' ') : []
  return { audience: [aud].flat(), scopes, organization: typeof org_code === 'string' ? org_code : null }
}

function decodeClaims(token: string) {
  try {
    return decodeJwt(token)
  } catch {
    return {}
  }
}

const refusals: Readonly<Record<string, readonly [found: string, remedy: string]>> = {
  invalid_client: [
    'Kinde does not know these credentials',
    `copy Client ID and Client secret anew to KINDE_CLIENT_ID and KINDE_CLIENT_SECRET: ${places.keys}`,
  ],
  unauthorized_client: [
    'the application may not use the Management API',
    `${places.authorize}, then tick its scopes: ${places.scopes}`,
  ],
  invalid_scope: ['the application was refused a scope', `tick the scopes: ${places.scopes}`],
  unsupported_grant_type: ['the application is none for machines', `make one, and use its keys: ${places.add}`],
}

/** Says why there is no token, and what to do about it. */
export function tokenFailure({ code, message, kind }: ProviderError, url: string): Check {
  const [found, remedy] = refusals[code ?? ''] ?? [
    message,
    `compare KINDE_API_URL with the Domain shown ${places.keys}`,
  ]
  const isDown = kind === 'unavailable' || kind === 'rate_limited'
  return {
    name: NAME,
    state: 'failed',
    found,
    remedy: isDown ? `see that ${url} can be reached from here, then try again; ${remedy}` : remedy,
  }
}

/** Whether the token is for the Management API, and for all organizations. */
export function audienceCheck({ audience, organization }: Claims, url: string): Check {
  const name = 'Audience of the token'
  if (organization !== null)
    return {
      name,
      state: 'failed',
      found: 'the token is good for one organization alone',
      remedy: `use an application that belongs to no organization: ${places.add}`,
    }
  if (audience.includes(`${url}/api`)) return { name, state: 'passed', found: `${url}/api`, remedy: null }
  return {
    name,
    state: 'failed',
    found: audience.length > 0 ? `it is for ${audience.join(', ')}` : 'it is for nobody',
    remedy: `${places.authorize}; the API's audience is ${url}/api`,
  }
}

/** One check a feature: whether its scopes are all in the token. */
export function scopeChecks({ scopes }: Claims, withPasswords: boolean): readonly Check[] {
  return [...features, ...(withPasswords ? [passwordFeature] : [])].map((feature) => {
    const name = `Scopes for ${feature.name}`
    const missing = feature.scopes.filter((scope) => !scopes.includes(scope))
    if (missing.length === 0) return { name, state: 'passed', found: feature.scopes.join(' '), remedy: null }
    return {
      name,
      state: 'failed',
      found: `missing: ${missing.join(' ')}`,
      remedy: `tick ${missing.join(', ')} and save: ${places.scopes}`,
    }
  })
}
