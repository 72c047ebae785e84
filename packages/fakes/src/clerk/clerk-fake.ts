import type { Fake } from '../fake.ts'
import { jsonIn, type RouteTable, routeOf } from '../route-table.ts'
import { createSigningKey, type SigningKey, signWebhook } from '../signing.ts'
import { instanceRoutes } from './instance.ts'
import { invitationRoutes } from './invitations.ts'
import { addMember, membershipRoutes, membersOf } from './memberships.ts'
import { organizationRoutes } from './organizations.ts'
import { ClerkRefusal, notFound } from './refusal.ts'
import { type ClerkEvent, type ClerkSettings, type ClerkState, createState, tell, userIn } from './state.ts'
import { type ClerkTokenWish, mintToken } from './tokens.ts'
import { addUser, emailAddress, userRoutes } from './users.ts'
import type { ClerkUser } from './wire.ts'

/** How the instance is set up; what is left out is as in a new one of Clerk's that has organizations switched on. */
export type ClerkFakeOptions = Pick<ClerkSettings, 'url'> &
  Partial<Omit<ClerkSettings, 'url'>> & { readonly webhookSecret?: string }

/** An organization as one sees it in Clerk's dashboard. */
export interface HeldByClerk {
  readonly id: string
  readonly name: string
  readonly members: readonly { readonly subject: string; readonly role: string }[]
  /** The addresses whose invitation is pending. */
  readonly invited: readonly string[]
}

/** Clerk in memory, and the look behind it. Its Backend API is below `/v1`; what is public lies beside it. */
export interface ClerkFake extends Fake {
  readonly secretKey: string
  readonly publishableKey: string
  readonly webhookSecret: string
  /** What webhooks would have heard so far. */
  readonly events: readonly ClerkEvent[]
  /** The mails that Clerk would have sent. */
  readonly mails: readonly { readonly to: string; readonly url: string }[]
  holds(): readonly HeldByClerk[]
  user(subject: string): ClerkUser | undefined
  /** Makes an account past the API. @returns its subject */
  account(email: string, options?: { readonly verified?: boolean; readonly name?: string }): string
  /** Lets an invited person with an account accept. */
  accept(invitationId: string, subject: string): void
  token(wish: ClerkTokenWish): Promise<string>
  /** An event as Svix would deliver it. */
  delivery(event: ClerkEvent, options?: { readonly id?: string; readonly at?: number }): Promise<Request>
}

/** Creates a stand-in for an instance of Clerk. */
export async function clerkFake(options: ClerkFakeOptions): Promise<ClerkFake> {
  const { webhookSecret = `whsec_${btoa('a made-up secret, 32 bytes long.')}`, ...rest } = options
  const settings: ClerkSettings = {
    secretKey: 'sk_test_made_up',
    organizations: 'enabled',
    slugs: 'enabled',
    maxAllowedMemberships: 5,
    mostPerPage: 500,
    roles: ['org:admin', 'org:member'],
    now: Date.now,
    ...rest,
  }
  const state = createState(settings)
  const key = await createSigningKey('RS256', 'ins_made_up')
  const routes = { ...organizationApi(state), ...userRoutes(state), ...instanceRoutes(state, key) }

  return {
    secretKey: settings.secretKey,
    publishableKey: `pk_test_${btoa(`${new URL(settings.url).host}$`)}`,
    webhookSecret,
    events: state.events,
    mails: state.mails,
    fetch: (request) => answer(request, routes, settings, key),
    holds: () => [...state.organizations.values()].map(({ id, name }) => held(state, id, name)),
    user: (subject) => state.users.get(subject),
    account(email, { verified = true, name } = {}) {
      const addresses = [emailAddress(state, email.toLowerCase(), verified ? 'verified' : 'reserved')]
      return addUser(state, { addresses, body: { first_name: name } }).id
    },
    accept(invitationId, subject) {
      const invitation = state.invitations.get(invitationId)
      if (invitation?.status !== 'pending') throw notFound()
      invitation.status = 'accepted'
      tell(state, 'organizationInvitation.accepted', { ...invitation, user_id: subject })
      addMember(state, invitation.organization_id, userIn(state, subject), invitation.role)
    },
    token: (wish) => mintToken(state, key, wish),
    async delivery(event, { id = `msg_${crypto.randomUUID()}`, at = settings.now() } = {}) {
      const body = JSON.stringify(event)
      const seconds = Math.floor(at / 1000)
      const signature = await signWebhook(webhookSecret, id, seconds, body)
      const headers = { 'svix-id': id, 'svix-timestamp': String(seconds), 'svix-signature': signature }
      return new Request('https://app.example.com/api/webhooks/clerk', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      })
    },
  }
}

function held(state: ClerkState, id: string, name: string): HeldByClerk {
  const members = membersOf(state, id).map(({ role, public_user_data: { user_id } }) => ({ subject: user_id, role }))
  const pending = [...state.invitations.values()].filter(
    (one) => one.organization_id === id && one.status === 'pending',
  )
  return { id, name, members, invited: pending.map(({ email_address }) => email_address) }
}

// Without the feature every endpoint of it says so.
function organizationApi(state: ClerkState): RouteTable {
  const routes = { ...organizationRoutes(state), ...membershipRoutes(state), ...invitationRoutes(state) }
  if (state.settings.organizations === 'enabled') return routes
  const refuse = () => {
    throw new ClerkRefusal(403, 'organization_not_enabled_in_instance')
  }
  return Object.fromEntries(Object.keys(routes).map((route) => [route, refuse]))
}

async function answer(request: Request, routes: RouteTable, settings: ClerkSettings, key: SigningKey) {
  const { pathname, searchParams: query } = new URL(request.url)
  if (pathname === '/.well-known/jwks.json') return json(200, { keys: [key.jwk] })
  try {
    assertKey(request.headers.get('authorization'), settings)
    const route = pathname.startsWith('/v1/') ? routeOf(routes, request.method, pathname.slice(3)) : null
    const body = await jsonIn(request)
    if (!route) throw notFound()
    if (!body) throw new ClerkRefusal(400, 'request_body_invalid')
    return json(200, await route.handle({ params: route.params, query, body, headers: request.headers }))
  } catch (error) {
    if (error instanceof ClerkRefusal) return json(error.status, error.body)
    throw error
  }
}

function assertKey(header: string | null, { secretKey }: ClerkSettings): void {
  if (!header?.startsWith('Bearer ')) throw new ClerkRefusal(401, 'authorization_header_format_invalid')
  if (header !== `Bearer ${secretKey}`) throw new ClerkRefusal(401, 'clerk_key_invalid')
}

// Clerk's own SDK takes anything but exactly this type for a text.
function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
}
