import { answered } from './answers.ts'
import type { KindeKeys } from './keys.ts'
import type { KindeState } from './state.ts'

const LIFETIME_SECONDS = 86_400

/** Answers `POST /oauth2/token` for machines. */
export async function issueToken(state: KindeState, keys: KindeKeys, request: Request): Promise<Response> {
  const type = request.headers.get('content-type') ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded'))
    return oauthError(400, 'invalid_request', 'Wrong content type')
  const form = new URLSearchParams(await request.text())
  if (form.get('grant_type') !== 'client_credentials') return oauthError(400, 'unsupported_grant_type')
  const id = form.get('client_id') ?? ''
  const client = state.clients.get(id)
  if (!client || client.secret !== form.get('client_secret')) return oauthError(401, 'invalid_client')
  const audience = form.get('audience')
  if (!audience) return oauthError(400, 'invalid_request', 'The audience is missing')
  if (!client.authorized || audience !== `${state.url}/api`) return oauthError(400, 'unauthorized_client')
  const asked = form.get('scope')?.split(' ').filter(Boolean)
  if (asked?.some((scope) => !client.scopes.has(scope))) return oauthError(400, 'invalid_scope')
  const scp = asked ?? [...client.scopes]
  const iat = Math.floor(state.now() / 1000)
  const access_token = await keys.sign({
    aud: [audience],
    azp: id,
    exp: iat + LIFETIME_SECONDS,
    gty: ['client_credentials'],
    iat,
    iss: state.url,
    jti: crypto.randomUUID(),
    ...(client.organization && { org_code: client.organization }),
    scope: scp.join(' '),
    scp,
    v: '2',
  })
  return answered({ access_token, expires_in: LIFETIME_SECONDS - 1, scope: scp.join(' '), token_type: 'bearer' })
}

/** What `/.well-known/openid-configuration` says; `issuer` is the custom domain where there is one. */
export function discovery(issuer: string): object {
  return {
    issuer,
    authorization_endpoint: `${issuer}/oauth2/auth`,
    token_endpoint: `${issuer}/oauth2/token`,
    userinfo_endpoint: `${issuer}/oauth2/v2/user_profile`,
    end_session_endpoint: `${issuer}/logout`,
    introspection_endpoint: `${issuer}/oauth2/introspect`,
    revocation_endpoint: `${issuer}/oauth2/revoke`,
    jwks_uri: `${issuer}/.well-known/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
    scopes_supported: ['openid', 'profile', 'email', 'offline'],
  }
}

/** A failure in the form of OAuth (RFC 6749 §5.2). */
export function oauthError(status: number, error: string, error_description: string = error): Response {
  return answered({ error, error_description }, status)
}
