import { createClient } from '@tenantry/core'
import { type Organization, type OrganizationInvite, orgsContract } from '@tenantry/core/orgs'
import { memoryLimiter } from '../../src/limits/memory.ts'
import { orgs } from '../../src/profiles/orgs/orgs.ts'
import { nameSection, type Row as ProvedRow } from '../prove-sections.ts'
import { accessToken, type Engine, type Person, publicUrl, type Running, startTenantry } from '../start-tenantry.ts'

/** One line of seed 002 and the proof that it holds. */
export type Row = ProvedRow<World>

export const section = nameSection<World>

/** What came back, read. */
export interface Observed {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: unknown
}

export interface Sending {
  readonly as?: Person | null
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Somebody with an address. */
export type Named = Person & { readonly sub: string; readonly email: string }

interface Wish {
  readonly admin?: Named
  readonly orgId?: string
  readonly person?: Named
  readonly role?: 'admin' | 'member'
}

export type World = ReturnType<typeof createWorld>

/** Starts a server with the profile, whose limits follow the same clock as everything else. */
export async function startServer(engine: Engine): Promise<Running> {
  let running: Running | undefined
  const limiter = memoryLimiter({ now: () => running?.now().getTime() ?? 0 })
  running = await startTenantry(engine, { limiter, profiles: [orgs()] })
  return running
}

/** The surroundings of one row: people and names that no other row has. */
export function createWorld(running: Running, number: number) {
  let people = 0

  function person(name = 'someone', family = 'Doe'): Named {
    people += 1
    const email = `${name}-${number}-${people}@example.com`
    return { sub: `user_${number}_${people}`, email, name: `${name[0]?.toUpperCase()}${name.slice(1)} ${family}` }
  }

  const slug = (name = 'bar') => `${name}-${number}-${++people}`

  async function send(
    method: string,
    path: string,
    { as = null, body, headers = {} }: Sending = {},
  ): Promise<Observed> {
    const sent = new Headers(headers)
    if (as) sent.set('authorization', `Bearer ${await accessToken(as, running.now())}`)
    if (body !== undefined) sent.set('content-type', 'application/json')
    const init = { method, headers: sent, ...(body !== undefined && { body: JSON.stringify(body) }) }
    const response = await running.send(path, init)
    const text = await response.text()
    const json = response.headers.get('content-type')?.startsWith('application/json')
    return { status: response.status, headers: response.headers, text, body: json ? JSON.parse(text) : undefined }
  }

  /** The client that the seed's frontend has. */
  function client(who: Person | null) {
    const getToken = async () => (who ? accessToken(who, running.now()) : null)
    return createClient({
      contract: orgsContract,
      baseURL: publicUrl,
      fetch: (request) => running.tenantry.fetch(request),
      getToken,
    })
  }

  const found = (
    admin: Person,
    form: { readonly slug?: string; readonly logoUrl?: string } = {},
  ): Promise<Organization> =>
    client(admin).organizations.create({ body: { name: 'My Karaoke Bar', slug: slug(), ...form } })

  async function invited(wish: Wish = {}) {
    const { admin = person('john'), person: invitee = person('jane'), role = 'member' } = wish
    const orgId = wish.orgId ?? (await found(admin))._id
    const invite = await client(admin).invitations.create({ params: { orgId }, body: { email: invitee.email, role } })
    return { admin, orgId, person: invitee, invite }
  }

  /** An organization with an admin and somebody who came by an invitation. */
  async function staffed(wish: Wish = {}) {
    const made = await invited(wish)
    await accept(made.person, made.invite._id)
    return made
  }

  const accept = (who: Person, inviteId: string) => client(who).invitations.accept({ params: { inviteId } })

  /** An invitation as it was written. */
  async function written(inviteId: string): Promise<{ status: string; expires_at: Date; token_hash: string }> {
    const [row] = await running.rows<{ status: string; expires_at: Date; token_hash: string }>(
      `SELECT status, expires_at, token_hash FROM invitations WHERE id = '${inviteId}'`,
    )
    if (!row) throw new Error(`There is no invitation ${inviteId}.`)
    return row
  }

  /** The roles of everybody in an organization, by the provider's id of them. */
  async function rolesIn(orgId: string, as: Person): Promise<Readonly<Record<string, string>>> {
    const members = await client(as).members.list({ params: { orgId } })
    return Object.fromEntries(members.map(({ clerkUserId, role }) => [clerkUserId, role]))
  }

  const listed = (as: Person, orgId: string, status?: OrganizationInvite['status']) =>
    client(as).invitations.list({ params: { orgId }, query: status ? { status } : {} })

  return {
    ...{ running, rows: running.rows, number, pass: (days: number) => running.advance(days * DAY), now: running.now },
    ...{ person, slug, send, client, found, invited, staffed, accept, written, rolesIn, listed },
  }
}

export const DAY = 86_400_000
