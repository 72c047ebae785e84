import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
  tokenRevocation,
} from 'openid-client'
import { type Discovered, discoverer } from './discover.ts'
import { SignInError } from './failure.ts'
import { oidcFailure } from './oidc-failure.ts'
import type { SessionRecord } from './session-record.ts'
import type { Settings } from './settings.ts'
import type { Transaction } from './transaction.ts'

/** Where Kinde answers, as its discovery document says. */
export interface KindeEndpoints {
  readonly issuer: string
  readonly authorization: string
  readonly token: string
  readonly userInfo: string | null
  readonly jwks: string
  readonly logout: string
}

/** The protocol, each step with everything checked; all of it ends as `SignInError`. */
export interface Oidc {
  endpoints(): Promise<KindeEndpoints>
  begin(
    params: Readonly<Record<string, string>>,
    redirectTo: string,
  ): Promise<{ readonly url: string; readonly transaction: Transaction }>
  finish(answer: URLSearchParams, transaction: Transaction): Promise<SessionRecord>
  refresh(session: SessionRecord): Promise<SessionRecord>
  /** Ends the refresh token at Kinde, as far as Kinde can be reached. */
  revoke(session: SessionRecord): Promise<void>
  logoutUrl(): Promise<string>
}

type Tokens = Awaited<ReturnType<typeof refreshTokenGrant>>

export function createOidc(settings: Settings): Oidc {
  const { issuer, clientId, redirectUri, scope, audience } = settings
  const discover = discoverer(settings)

  async function recordOf(tokens: Tokens, { verify }: Discovered, before?: SessionRecord): Promise<SessionRecord> {
    const access = await verify(tokens.access_token)
    const idClaims = { ...(tokens.claims() ?? before?.idClaims) }
    const { sub } = idClaims
    const owners = [access.sub, ...(before ? [before.idClaims.sub] : [])]
    // A token of somebody else, or made for another app, would sign the wrong person in (OpenID Connect Core §12.2).
    if (typeof sub !== 'string' || owners.some((owner) => owner !== sub))
      throw untrusted('the tokens are of two people')
    if ((access.azp ?? clientId) !== clientId) throw untrusted('the access token was made for another app')
    return {
      accessToken: tokens.access_token,
      // A server that does not rotate sends none, and the old one stays (RFC 6749 §6).
      refreshToken: tokens.refresh_token ?? before?.refreshToken ?? null,
      idClaims,
      expiresAt: Number(access.exp) * 1000,
    }
  }

  return {
    async endpoints() {
      const { config } = await discover()
      const found = config.serverMetadata()
      return {
        issuer: found.issuer,
        authorization: found.authorization_endpoint ?? `${issuer}/oauth2/auth`,
        token: found.token_endpoint ?? `${issuer}/oauth2/token`,
        userInfo: found.userinfo_endpoint ?? null,
        jwks: found.jwks_uri ?? `${issuer}/.well-known/jwks`,
        logout: found.end_session_endpoint ?? `${issuer}/logout`,
      }
    },
    async begin(params, redirectTo) {
      const { config } = await discover()
      const transaction = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier(), redirectTo }
      const url = buildAuthorizationUrl(config, {
        ...params,
        ...(audience.length > 0 && { audience: audience.join(' ') }),
        scope,
        redirect_uri: redirectUri,
        state: transaction.state,
        nonce: transaction.nonce,
        code_challenge: await calculatePKCECodeChallenge(transaction.verifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, transaction }
    },
    async finish(answer, { state, nonce, verifier }) {
      const found = await discover()
      const url = new URL(redirectUri)
      url.search = answer.toString()
      try {
        const tokens = await authorizationCodeGrant(found.config, url, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        return await recordOf(tokens, found)
      } catch (error) {
        throw oidcFailure(error)
      }
    },
    async refresh(session) {
      const found = await discover()
      try {
        const tokens = await refreshTokenGrant(found.config, session.refreshToken ?? '')
        return await recordOf(tokens, found, session)
      } catch (error) {
        throw oidcFailure(error)
      }
    },
    async revoke({ refreshToken }) {
      if (refreshToken === null) return
      try {
        const { config } = await discover()
        if (config.serverMetadata().revocation_endpoint) await tokenRevocation(config, refreshToken)
      } catch (error) {
        // The session here has ended all the same.
        settings.log('warn', `A refresh token could not be revoked: ${oidcFailure(error).detail}`)
      }
    },
    async logoutUrl() {
      const url = new URL((await this.endpoints()).logout)
      // Kinde reads the first; the other two are those of the standard (OpenID Connect RP-Initiated Logout §2).
      url.searchParams.set('redirect', settings.postLogoutRedirectUrl)
      url.searchParams.set('post_logout_redirect_uri', settings.postLogoutRedirectUrl)
      url.searchParams.set('client_id', clientId)
      return url.href
    },
  }
}

function untrusted(detail: string): SignInError {
  return new SignInError('SIGN_IN_UNTRUSTED', { detail })
}
