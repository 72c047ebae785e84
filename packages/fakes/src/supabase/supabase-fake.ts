import type { Fake } from '../fake.ts'
import { jsonIn, type RouteTable, routeOf } from '../route-table.ts'
import { createSigningKey, type SigningKey, signWebhook } from '../signing.ts'
import { assertAdmin } from './gateway.ts'
import { linkRoutes } from './links.ts'
import { SupabaseRefusal } from './refusal.ts'
import { addUser, confirm, type SupabaseSettings, type SupabaseState, type SupabaseUser, userIn } from './state.ts'
import { mintToken, signShared } from './tokens.ts'
import { userRoutes } from './users.ts'

/** How the project is set up; what is left out is as in a new one. */
export type SupabaseFakeOptions = Pick<SupabaseSettings, 'url'> &
  Partial<Omit<SupabaseSettings, 'url'>> & { readonly hookSecret?: string }

/** Supabase Auth in memory, and the look behind it. It answers below `/auth/v1`. */
export interface SupabaseFake extends Fake {
  readonly secretKey: string
  readonly publishableKey: string
  readonly jwtSecret: string
  readonly hookSecret: string
  /** The `service_role` key of older projects, which is a token. */
  readonly serviceRoleKey: string
  /** The mails that Supabase would have sent. */
  readonly mails: readonly { readonly to: string; readonly url: string }[]
  users(): readonly SupabaseUser[]
  /** Makes an account past the API. @returns its id */
  account(email: string, options?: { readonly confirmed?: boolean; readonly name?: string }): string
  /** Does what a person may do to the own account: anything may stand in `user_metadata`. */
  editOwn(id: string, userMetadata: Readonly<Record<string, unknown>>): void
  /** Opens a link: whoever does proves the address. */
  open(link: string): void
  token(id: string, claims?: Readonly<Record<string, unknown>>): Promise<string>
  /** A call of an auth hook, such as `before-user-created`. */
  hook(name: string, id: string, options?: { readonly at?: number }): Promise<Request>
  /** A call of a database webhook on `auth.users`, with a header that the operator added. */
  databaseWebhook(
    type: 'INSERT' | 'UPDATE' | 'DELETE',
    user: SupabaseUser,
    headers?: Readonly<Record<string, string>>,
  ): Request
}

/** Creates a stand-in for the sign-in of a Supabase project. */
export async function supabaseFake(options: SupabaseFakeOptions): Promise<SupabaseFake> {
  const { hookSecret = `v1,whsec_${btoa('a made-up secret, 32 bytes long.')}`, ...rest } = options
  const settings: SupabaseSettings = {
    secretKey: 'sb_secret_made_up',
    publishableKey: 'sb_publishable_made_up',
    signing: 'ES256',
    jwtSecret: 'a made-up secret that signs tokens',
    autoconfirm: false,
    redirects: ['https://app.example.com'],
    mostPerPage: 1000,
    now: Date.now,
    ...rest,
  }
  const state: SupabaseState = { settings, users: new Map(), mails: [] }
  const key = await createSigningKey('ES256')
  const serviceRoleKey = await signShared({ iss: 'supabase', role: 'service_role' }, settings.jwtSecret)
  const routes = { ...userRoutes(state), ...linkRoutes(state) }
  const post = (body: string, headers: Readonly<Record<string, string>>) =>
    new Request('https://app.example.com/api/webhooks/supabase', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })

  return {
    secretKey: settings.secretKey,
    publishableKey: settings.publishableKey,
    jwtSecret: settings.jwtSecret,
    hookSecret,
    serviceRoleKey,
    mails: state.mails,
    fetch: (request) => answer(request, routes, settings, key),
    users: () => [...state.users.values()],
    account(email, { confirmed = true, name } = {}) {
      const user = addUser(state, email, { user_metadata: { full_name: name ?? null } })
      if (confirmed) confirm(state, user)
      return user.id
    },
    editOwn(id, userMetadata) {
      const user = userIn(state, id)
      user.user_metadata = { ...user.user_metadata, ...userMetadata }
    },
    open(link) {
      confirm(state, userIn(state, new URL(link).searchParams.get('token')?.replace('hash-', '')))
    },
    token: (id, claims = {}) => mintToken(state, key, id, claims),
    async hook(name, id, { at = settings.now() } = {}) {
      const time = new Date(at).toISOString()
      const metadata = { uuid: crypto.randomUUID(), time, name, ip_address: '192.0.2.1' }
      const body = JSON.stringify({ metadata, user: userIn(state, id) })
      const [messageId, seconds] = [crypto.randomUUID(), Math.floor(at / 1000)]
      const signature = await signWebhook(hookSecret, messageId, seconds, body)
      return post(body, {
        'webhook-id': messageId,
        'webhook-timestamp': String(seconds),
        'webhook-signature': signature,
      })
    },
    databaseWebhook(type, user, headers = {}) {
      const { user_metadata, app_metadata, identities: _, ...columns } = user
      const row = { ...columns, raw_user_meta_data: user_metadata, raw_app_meta_data: app_metadata }
      const record = type === 'DELETE' ? null : row
      const old_record = type === 'INSERT' ? null : row
      return post(JSON.stringify({ type, table: 'users', schema: 'auth', record, old_record }), headers)
    },
  }
}

async function answer(request: Request, routes: RouteTable, settings: SupabaseSettings, key: SigningKey) {
  const { pathname, searchParams: query } = new URL(request.url)
  const { method, headers } = request
  const path = pathname.replace(/^\/auth\/v1/, '')
  const isOurs = pathname.startsWith('/auth/v1/')
  if (isOurs && path === '/.well-known/jwks.json')
    return json(200, { keys: settings.signing === 'ES256' ? [key.jwk] : [] })
  try {
    if (path === '/settings') await assertAnyKey(headers)
    else await assertAdmin(headers, settings)
    const route = isOurs ? routeOf(routes, method, path) : null
    const body = await jsonIn(request)
    if (!route) return new Response('404 page not found', { status: 404, headers: { 'content-type': 'text/plain' } })
    if (!body) throw new SupabaseRefusal(400, 'bad_json', 'Could not parse request body as JSON')
    return json(200, await route.handle({ params: route.params, query, body, headers }))
  } catch (error) {
    if (!(error instanceof SupabaseRefusal)) throw error
    return json(error.status, error.body(headers.get('x-supabase-api-version')), { 'x-sb-error-code': error.code })
  }
}

async function assertAnyKey(headers: Headers): Promise<void> {
  if (!headers.has('apikey')) throw new SupabaseRefusal(401, 'no_key', 'No API key found in request')
}

function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })
}
