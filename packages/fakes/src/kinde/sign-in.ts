import { answered } from './answers.ts'
import type { KindeKeys } from './keys.ts'
import { oauthError } from './oauth.ts'
import type { KindeState, KindeUser } from './state.ts'
import { addUser } from './users.ts'

const LIFETIME_SECONDS = 86_400

interface Grant {
  readonly user: KindeUser
  readonly clientId: string
  readonly redirectUri: string
  readonly scope: string
  readonly audience: readonly string[]
  readonly nonce: string | null
  readonly challenge: string | null
}

/** Signs people in as Kinde's own pages do, but for the password: whoever is chosen or typed is there. */
export interface SignIn {
  authorize(request: Request, asked: URLSearchParams): Promise<Response>
  /** Answers `POST /oauth2/token` for people. */
  exchange(request: Request, form: URLSearchParams): Promise<Response>
  logout(asked: URLSearchParams): Response
}

export function signInOf(state: KindeState, keys: KindeKeys, issuer: string): SignIn {
  const codes = new Map<string, Grant>()
  const renewals = new Map<string, Grant>()

  return {
    async authorize(request, asked) {
      const clientId = asked.get('client_id') ?? ''
      const redirectUri = asked.get('redirect_uri') ?? ''
      if (!state.clients.has(clientId)) return page('<p>There is no such application.</p>', 400)
      if (!URL.canParse(redirectUri)) return page('<p>There is no address to go back to.</p>', 400)
      const email = request.method === 'POST' && new URLSearchParams(await request.text()).get('email')
      if (!email) return page(formOf([...state.users.values()]))
      const code = crypto.randomUUID()
      codes.set(code, {
        user: userBy(state, email.trim().toLowerCase()),
        clientId,
        redirectUri,
        scope: asked.get('scope') ?? '',
        audience: (asked.get('audience') ?? '').split(' ').filter(Boolean),
        nonce: asked.get('nonce'),
        challenge: asked.get('code_challenge'),
      })
      const back = new URL(redirectUri)
      back.searchParams.set('code', code)
      back.searchParams.set('state', asked.get('state') ?? '')
      return leadTo(back.href)
    },
    async exchange(request, form) {
      const { id, secret } = credentialsOf(request, form)
      if (state.clients.get(id)?.secret !== secret) return oauthError(401, 'invalid_client')
      const isRenewal = form.get('grant_type') === 'refresh_token'
      const grant = taken(isRenewal ? renewals : codes, form.get(isRenewal ? 'refresh_token' : 'code') ?? '')
      if (grant?.clientId !== id) return oauthError(400, 'invalid_grant')
      const proved = grant.challenge === null || grant.challenge === (await hashOf(form.get('code_verifier') ?? ''))
      if (!isRenewal && !(proved && form.get('redirect_uri') === grant.redirectUri))
        return oauthError(400, 'invalid_grant')
      const refresh_token = crypto.randomUUID()
      renewals.set(refresh_token, grant)
      return answered({
        ...(await tokensOf(grant)),
        ...(grant.scope.split(' ').includes('offline') && { refresh_token }),
        expires_in: LIFETIME_SECONDS - 1,
        scope: grant.scope,
        token_type: 'bearer',
      })
    },
    logout(asked) {
      const back = asked.get('redirect') ?? ''
      return URL.canParse(back) ? leadTo(back) : page('<p>You are signed out.</p>')
    },
  }

  async function tokensOf({ user, clientId, audience, scope, nonce }: Grant) {
    const { id: sub, email, first_name, last_name } = user
    const iat = Math.floor(state.now() / 1000)
    const common = { iss: issuer, sub, iat, exp: iat + LIFETIME_SECONDS, email }
    const access = { ...common, aud: audience, azp: clientId, jti: crypto.randomUUID(), scp: scope.split(' ') }
    const names = { given_name: first_name, family_name: last_name, name: `${first_name} ${last_name}`.trim() }
    const about = {
      ...common,
      ...names,
      aud: [clientId],
      auth_time: iat,
      email_verified: true,
      ...(nonce && { nonce }),
    }
    return { access_token: await keys.sign(access), id_token: await keys.sign(about) }
  }
}

function userBy(state: KindeState, email: string): KindeUser {
  const known = [...state.users.values()].find((user) => user.email === email)
  return known ?? addUser(state, { email, email_confirmed: true })
}

function taken(grants: Map<string, Grant>, key: string): Grant | undefined {
  const grant = grants.get(key)
  grants.delete(key)
  return grant
}

function credentialsOf(request: Request, form: URLSearchParams): { readonly id: string; readonly secret: string } {
  const [scheme, basic = ''] = (request.headers.get('authorization') ?? '').split(' ')
  if (scheme !== 'Basic') return { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' }
  const [id = '', secret = ''] = atob(basic).split(':').map(decodeURIComponent)
  return { id, secret }
}

async function hashOf(verifier: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

function formOf(users: readonly KindeUser[]): string {
  const known = users.flatMap(({ email }) =>
    email ? [`<button name="email" value="${text(email)}">${text(email)}</button>`] : [],
  )
  const other = '<label>Email <input name="email" type="email" required></label> <button>Continue</button>'
  return `<form method="post">${known.join(' ')}</form><form method="post">${other}</form>`
}

function text(value: string): string {
  return value.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

function page(content: string, status = 200): Response {
  const html = `<!doctype html><html lang="en"><title>Not Kinde</title><h1>Who is there?</h1>${content}</html>`
  return new Response(html, { status, headers: { 'content-type': 'text/html; charset=utf-8' } })
}

function leadTo(location: string): Response {
  return new Response(null, { status: 303, headers: { location } })
}
