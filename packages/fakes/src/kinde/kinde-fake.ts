import type { Fake } from '../fake.ts'
import { answered, Refusal, refused } from './answers.ts'
import { featureFlagRoutes } from './feature-flags.ts'
import { invitationRoutes, waits } from './invitations.ts'
import { createKeys } from './keys.ts'
import { join, memberRoutes, roleBy } from './members.ts'
import { discovery, issueToken } from './oauth.ts'
import { addOrganization, organizationRoutes } from './organizations.ts'
import { addRole, roleRoutes } from './roles.ts'
import { type KindeRoute, routeFor } from './route.ts'
import { signInOf } from './sign-in.ts'
import { type KindeClient, type KindeEvent, type KindeRole, type KindeState, timeOf } from './state.ts'
import { addUser, userRoutes } from './users.ts'
import { webhookRoutes } from './webhooks.ts'

/** Where the environment is reached, who may call it, and which roles it begins with. */
export interface KindeFakeOptions {
  /** Where the fake is reached, as `https://<subdomain>.kinde.com` is. */
  readonly url: string
  /** The custom domain, which signs people in. @default url */
  readonly issuer?: string
  /** The machine-to-machine applications by client id. @default `m2m` with the secret `m2m-secret` and every scope */
  readonly clients?: Readonly<Record<string, KindeClient>>
  /** The keys of the roles that there are. @default admin, manager, employee */
  readonly roles?: readonly (string | (Partial<KindeRole> & Pick<KindeRole, 'key'>))[]
  /**
   * Whether roles in a change of members are added to those held or take their place, which Kinde does not say.
   * @default 'merge'
   */
  readonly rolesOnPatch?: 'merge' | 'replace'
  /** Tells the time in milliseconds since 1970. @default Date.now */
  readonly now?: () => number
}

/** A Kinde environment in memory, and the look behind it. */
export interface KindeFake extends Fake {
  readonly state: KindeState
  /** Every organization but the default one, with its members and who is invited. */
  holds(): readonly HeldByKinde[]
  /** Makes an account. @returns its id */
  account(email: string, given?: { readonly first_name?: string; readonly last_name?: string }): string
  /** Lets an invited person with an account accept. */
  accept(code: string, id: string): void
  /** Signs the access token of a person. */
  accessToken(id: string, claims?: Readonly<Record<string, unknown>>): Promise<string>
  /** The body of a webhook: an event that happened, or one of your making. */
  webhook(event: KindeEvent | Readonly<Record<string, unknown>>): Promise<string>
  /** Lets so many calls of the Management API come too soon. */
  throttle(times: number, seconds: number): void
  /** The scopes of all calls so far. */
  scopesUsed(): ReadonlySet<string>
  /** Ends every token that was issued, though they look as good as before. */
  revokeTokens(): void
}

/** An organization as Kinde holds it: its members, and the addresses that are invited. */
export interface HeldByKinde {
  readonly id: string
  readonly name: string
  /** Its `external_id`, which the adapter sets to our own id of it. */
  readonly marker: string | null
  readonly members: readonly { readonly subject: string; readonly roles: readonly string[] }[]
  readonly invited: readonly string[]
}

const routes: readonly KindeRoute[] = [
  ...organizationRoutes,
  ...memberRoutes,
  ...invitationRoutes,
  ...userRoutes,
  ...roleRoutes,
  ...featureFlagRoutes,
  ...webhookRoutes,
]

/** Every scope that some endpoint of the fake asks for. */
export const kindeScopes: readonly string[] = [...new Set(routes.map(({ scope }) => scope))]

const everything: KindeClient = { secret: 'm2m-secret', scopes: new Set(kindeScopes), authorized: true }

/** Creates a Kinde environment with nothing in it but roles and its default organization. */
export async function kindeFake(options: KindeFakeOptions): Promise<KindeFake> {
  const { url, issuer = url, now = Date.now, rolesOnPatch = 'merge' } = options
  const keys = await createKeys(now)
  const state: KindeState = {
    url,
    now,
    rolesOnPatch,
    clients: new Map(Object.entries(options.clients ?? { m2m: everything })),
    organizations: new Map(),
    users: new Map(),
    roles: new Map(),
    permissions: new Map(),
    flags: new Map(),
    webhooks: new Map(),
    events: [],
  }
  for (const role of options.roles ?? ['admin', 'manager', 'employee'])
    addRole(state, typeof role === 'string' ? { key: role } : role)
  addOrganization(state, { name: 'Default', is_default: true })
  const signIn = signInOf(state, keys, issuer)
  let throttled = { times: 0, seconds: 0 }
  const revoked = new Set<string>()
  const issued = new Set<string>()
  const used = new Set<string>()

  async function manage(request: Request, { pathname, searchParams }: URL): Promise<Response> {
    const token = request.headers.get('authorization')?.replace(/^Bearer /, '') ?? ''
    const claims = await keys.read(token)
    const accepted = claims?.iss === url && [claims.aud].flat().includes(`${url}/api`) && !revoked.has(token)
    if (!accepted) return new Response(null, { status: 401 })
    issued.add(token)
    const matched = routeFor(routes, request.method, pathname)
    if (!matched) return refused(new Refusal(404, 'ROUTE_NOT_FOUND', 'Route not found'))
    const { route, params } = matched
    used.add(route.scope)
    try {
      if (throttled.times > 0) throw new Refusal(429, 'TOO_MANY_REQUESTS', 'Request was throttled')
      const scopes = Array.isArray(claims.scp) ? claims.scp : []
      if (!scopes.includes(route.scope)) throw new Refusal(403, 'INVALID_CREDENTIALS', `Missing scope ${route.scope}`)
      const text = await request.text()
      const body = text ? JSON.parse(text) : {}
      return answered(route.answer({ state, params, query: searchParams, body }), route.status)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return refusalOf(error, route)
    }
  }

  function refusalOf(error: Refusal, { mute }: KindeRoute): Response {
    const isMute = mute && (error.status === 403 || error.status === 429)
    const response = isMute ? new Response(null, { status: error.status }) : refused(error)
    if (error.status === 429) {
      response.headers.set('ratelimit-reset', String(throttled.seconds))
      throttled = { ...throttled, times: throttled.times - 1 }
    }
    return response
  }

  return {
    state,
    async fetch(request) {
      const at = new URL(request.url)
      if (at.pathname === '/.well-known/openid-configuration') return answered(discovery(issuer))
      if (/^\/\.well-known\/jwks(\.json)?$/.test(at.pathname)) return answered(keys.set)
      if (at.pathname === '/oauth2/auth') return signIn.authorize(request, at.searchParams)
      if (at.pathname === '/logout') return signIn.logout(at.searchParams)
      if (at.pathname === '/oauth2/revoke') return new Response(null, { status: 200 })
      if (at.pathname === '/oauth2/token' && request.method === 'POST') {
        const form = new URLSearchParams(await request.clone().text())
        const isOfPerson = ['authorization_code', 'refresh_token'].includes(form.get('grant_type') ?? '')
        return isOfPerson ? signIn.exchange(request, form) : issueToken(state, keys, request)
      }
      if (at.pathname.startsWith('/api/v1/')) return manage(request, at)
      return new Response('<html>Not found</html>', { status: 404, headers: { 'content-type': 'text/html' } })
    },
    holds: () =>
      [...state.organizations.values()]
        .filter(({ is_default }) => !is_default)
        .map(({ code, name, external_id, members, invitations }) => ({
          id: code,
          name,
          marker: external_id,
          members: [...members].map(([subject, held]) => ({
            subject,
            roles: [...held].map((id) => state.roles.get(id)?.key ?? id),
          })),
          invited: [...invitations.values()].filter(waits).map(({ email }) => email),
        })),
    account: (email, given) => addUser(state, { email: email.toLowerCase(), email_confirmed: true, ...given }).id,
    accept(code, id) {
      for (const organization of state.organizations.values()) {
        const invitation = organization.invitations.get(code)
        if (!invitation || !waits(invitation)) continue
        invitation.accepted_on = timeOf(state)
        join(
          state,
          organization,
          id,
          invitation.roles.map((key) => roleBy(state, key).id),
        )
        return
      }
      throw new TypeError('no such invitation waits')
    },
    accessToken(id, claims) {
      const { email = null } = state.users.get(id) ?? {}
      const iat = Math.floor(now() / 1000)
      const own = { iss: issuer, sub: id, aud: [], azp: 'spa', iat, exp: iat + 3600, jti: crypto.randomUUID() }
      return keys.sign({ ...own, scp: ['openid', 'profile', 'email', 'offline'], ...(email && { email }), ...claims })
    },
    webhook: (event) => keys.sign({ ...event }),
    throttle(times, seconds) {
      throttled = { times, seconds }
    },
    scopesUsed: () => used,
    revokeTokens() {
      for (const token of issued) revoked.add(token)
    },
  }
}
