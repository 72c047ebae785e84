import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import { interactionPolicy, Provider } from 'oidc-provider'
import { accountAnswers } from './account-answers.ts'
import { claimsOf } from './people.ts'

export const CLIENT_ID = 'an-app-of-tenantry'
export const CLIENT_SECRET = 'a-secret-that-only-tests-know-and-nobody-else'
export const AUDIENCE = 'https://api.app.test'

/** A certified OpenID provider with Kinde's paths, parameters and claims. */
export interface IdentityServer {
  readonly url: string
  /** What came to the authorization endpoint, the oldest first. */
  readonly asked: URLSearchParams[]
  /** Method and path of every request since the start. */
  readonly requests: string[]
  /** What every access token says besides, from now on. */
  claims: Record<string, unknown>
  /** How long access tokens last, from now on. */
  tokenSeconds: number
  /** Makes every answer a 503, as in an outage. */
  away: boolean
  /** Takes no refresh token any more, as after an administrator ended all sessions. */
  ended: boolean
  stop(): Promise<void>
}

const DAY = 24 * 3600

const PARAMS = ['org_code', 'org_name', 'is_create_org', 'invitation_code', 'is_invitation', 'supports_reauth', 'lang']
const KINDE_ROUTES = {
  authorization: '/oauth2/auth',
  token: '/oauth2/token',
  end_session: '/logout',
  jwks: '/.well-known/jwks',
  revocation: '/oauth2/revoke',
  userinfo: '/oauth2/v2/user_profile',
}

/** Starts one that knows the app behind each of these origins. */
export async function startIdentityServer(appOrigins: readonly string[], basePath = ''): Promise<IdentityServer> {
  const listener: { current: (incoming: IncomingMessage, outgoing: ServerResponse) => unknown } = { current: () => {} }
  const server = createServer((incoming, outgoing) => void listener.current(incoming, outgoing))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // Another host than the app's, so that the browser sees two sites.
  const url = `http://localhost:${(server.address() as AddressInfo).port}`
  const identity: IdentityServer = {
    url,
    asked: [],
    requests: [],
    claims: {},
    tokenSeconds: DAY,
    away: false,
    ended: false,
    stop() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  const provider = new Provider(url, {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: appOrigins.map((origin) => `${origin}${basePath}/callback`),
        post_logout_redirect_uris: appOrigins.map((origin) => `${origin}/`),
      },
    ],
    jwks: { keys: [{ ...(await exportJWK((await newKey()).privateKey)), alg: 'RS256', use: 'sig', kid: 'test' }] },
    routes: KINDE_ROUTES,
    scopes: ['openid', 'offline'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['given_name', 'family_name', 'picture'] },
    conformIdTokenClaims: false,
    extraParams: PARAMS,
    cookies: { keys: ['a-key-for-cookies-of-tests'] },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: async (_context, _client, code) => code.scopes.has('offline'),
    expiresWithSession: async () => false,
    ttl: {
      IdToken: 3600,
      RefreshToken: 15 * 24 * 3600,
      Interaction: 3600,
      Session: 3600,
      Grant: 3600,
    },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => claimsOf(sub) }),
    extraTokenClaims: () => identity.claims,
    interactions: { policy: policyWithRegistration(), url: (_context, { uid }) => `/interaction/${uid}` },
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId: CLIENT_ID, accountId: oidc.session?.accountId ?? '' })
      grant.addOIDCScope('openid email profile offline')
      grant.addResourceScope(AUDIENCE, '')
      await grant.save()
      return grant
    },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource(context, form) {
          const yes = '<button form="op.logoutForm" name="logout" value="yes">Yes</button>'
          context.body = `<!doctype html><h1>Leave us?</h1>${form}${yes}`
        },
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => AUDIENCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: '',
          audience: AUDIENCE,
          accessTokenTTL: identity.tokenSeconds,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  })
  const answer = provider.callback()

  listener.current = async (incoming, outgoing) => {
    const asked = new URL(incoming.url ?? '/', url)
    identity.requests.push(`${incoming.method} ${asked.pathname}`)
    if (identity.away)
      return outgoing.writeHead(503, { 'content-type': 'text/html' }).end('<h1>Service Unavailable</h1>')
    if (identity.ended && asked.pathname === KINDE_ROUTES.token) {
      return outgoing.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"invalid_grant"}')
    }
    if (asked.pathname === KINDE_ROUTES.authorization) identity.asked.push(asked.searchParams)
    if (asked.pathname.startsWith('/account_api/')) return accountAnswers(asked, incoming, outgoing)
    if (asked.pathname.startsWith('/interaction/')) return interact(provider, incoming, outgoing)
    return answer(incoming, outgoing)
  }
  return identity
}

function newKey() {
  return generateKeyPair('RS256', { extractable: true })
}

function policyWithRegistration() {
  const policy = interactionPolicy.base()
  policy.add(new interactionPolicy.Prompt({ name: 'create', requestable: true }), 0)
  return policy
}

/** One page with one field: who types an address is that person. */
async function interact(provider: Provider, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { prompt } = await provider.interactionDetails(incoming, outgoing)
  if (incoming.method === 'GET') {
    const title = prompt.name === 'create' ? 'Create your account' : 'Welcome back'
    const field = '<label>Email <input name="email"></label>'
    const form = `<form method="post">${field}<button>Continue</button><button name="cancel" value="1">Cancel</button></form>`
    outgoing.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><h1>${title}</h1>${form}`)
    return
  }
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const answers = new URLSearchParams(Buffer.concat(chunks).toString())
  const email = answers.get('email')
  const result = answers.has('cancel')
    ? { error: 'access_denied', error_description: 'The person turned away' }
    : { login: { accountId: `kp_${email}` }, ...(prompt.name === 'create' && { create: {} }) }
  await provider.interactionFinished(incoming, outgoing, result)
}
