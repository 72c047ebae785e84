import { createRemoteJWKSet, customFetch as joseFetch, jwtVerify } from 'jose'
import {
  allowInsecureRequests,
  type Configuration,
  type CustomFetch,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
} from 'openid-client'
import { SignInError } from './failure.ts'
import { oidcFailure } from './oidc-failure.ts'
import type { Settings } from './settings.ts'

/** What the discovery document led to. */
export interface Discovered {
  readonly config: Configuration
  /** Gives the claims of an access token that Kinde signed, for this issuer and audience, and that still holds. */
  verify(accessToken: string): Promise<Readonly<Record<string, unknown>>>
}

// The one that Kinde signs with; a token does not choose.
const ALGORITHM = 'RS256'

/** Asks once, with the first request; a failure is not kept, since Kinde may only have been away. */
export function discoverer(settings: Settings): () => Promise<Discovered> {
  let discovered: Promise<Discovered> | undefined
  return () => {
    discovered ??= discover(settings).catch((error: unknown) => {
      discovered = undefined
      throw oidcFailure(error)
    })
    return discovered
  }
}

async function discover({ issuer, clientId, clientSecret, audience, deadlineMs, ...settings }: Settings) {
  // Without the second, openid-client takes an ID token for true because the connection is (OpenID Connect Core §3.1.3.7).
  const execute = [...(issuer.startsWith('http:') ? [allowInsecureRequests] : []), enableNonRepudiationChecks]
  const client = { client_secret: clientSecret, id_token_signed_response_alg: ALGORITHM }
  // Whatever is sent here is a form.
  const send: CustomFetch = (url, { body, ...init }) =>
    settings.fetch(url, { ...init, body: body instanceof URLSearchParams ? body : null })
  const options = { execute, timeout: deadlineMs / 1000, [customFetch]: send }
  const config = await discovery(new URL(issuer), clientId, client, undefined, options)
  const { jwks_uri, issuer: itself } = config.serverMetadata()
  if (!jwks_uri) throw new SignInError('PROVIDER_MISCONFIGURED', { detail: 'The discovery document names no keys.' })
  const keys = createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration: deadlineMs, [joseFetch]: settings.fetch })

  async function verify(accessToken: string) {
    const { payload } = await jwtVerify(accessToken, keys, {
      issuer: itself,
      algorithms: [ALGORITHM],
      requiredClaims: ['exp', 'iat', 'sub'],
      clockTolerance: 5,
      currentDate: new Date(settings.now()),
      ...(audience.length > 0 && { audience: [...audience] }),
    })
    return payload
  }

  return { config, verify }
}
