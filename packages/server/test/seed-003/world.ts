import { createClient, type TenantryClient } from '@tenantry/core'
import { vi } from 'vitest'
import { memoryLimiter } from '../../src/limits/memory.ts'
import { hashToken } from '../../src/tokens/secret-token.ts'
import { nameSection, type Row as ProvedRow } from '../prove-sections.ts'
import { accessToken, type Engine, type Person, publicUrl, type Running, startTenantry } from '../start-tenantry.ts'
import { audit, type Observed, type Records } from './records.ts'

/** One line of seed 003 and the proof that it holds. */
export type Row = ProvedRow<World>

export const section = nameSection<World>

export interface Sending {
  readonly as?: Person | null
  /** A string goes out as it is; anything else as JSON. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** @default the address of the row */
  readonly ip?: string
}

export interface Invited {
  readonly admin: Person
  readonly organizationId: string
  readonly person: Person & { readonly email: string }
  readonly id: string
  token(): Promise<string>
}

interface Wish {
  readonly admin?: Person
  readonly organizationId?: string
  readonly person?: Person & { readonly email: string }
  readonly role?: string
  readonly teamId?: string | null
}

export type World = ReturnType<typeof createWorld>

/** Starts a server whose limits follow the same clock as everything else. */
export async function startServer(engine: Engine): Promise<Running> {
  let running: Running | undefined
  const limiter = memoryLimiter({ now: () => running?.now().getTime() ?? 0 })
  running = await startTenantry(engine, { limiter })
  return running
}

/** The surroundings of one row: people, names and an address that no other row has. */
export function createWorld(running: Running, records: Records, number: number) {
  const ip = `2001:db8:0:${number.toString(16)}::1`
  let people = 0

  function person(name = 'someone') {
    people += 1
    const email = `${name}-${number}-${people}@example.com`
    return { sub: email, email, name: `${name[0]?.toUpperCase()}${name.slice(1)}` } satisfies Person
  }

  async function send(method: string, path: string, sending: Sending = {}): Promise<Observed> {
    const { as = null, body, headers: given = {}, ip: from = ip } = sending
    const headers = new Headers(given)
    if (as) headers.set('authorization', `Bearer ${await accessToken(as, running.now())}`)
    if (body !== undefined && !headers.has('content-type')) headers.set('content-type', 'application/json')
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const request = new Request(publicUrl + path, { method, headers, ...(body !== undefined && { body: text }) })
    return audit(records, request, await running.tenantry.fetch(request, { ip: from }))
  }

  function as(who: Person | null, headers: Readonly<Record<string, string>> = {}): TenantryClient {
    return createClient({
      baseURL: publicUrl,
      headers,
      getToken: async () => (who ? accessToken(who, running.now()) : null),
      async fetch(request) {
        const response = await running.tenantry.fetch(request, { ip })
        await audit(records, request, response.clone())
        return response
      },
    })
  }

  const slug = (name: string) => `${name}-${number}-${++people}`

  async function found(admin: Person, name = 'acme'): Promise<string> {
    const { organization } = await as(admin).organizations.create({ body: { name: 'Acme', slug: slug(name) } })
    return organization.id
  }

  /** Teams have no endpoint in seed 003. */
  async function team(organizationId: string, name = 'Sales'): Promise<string> {
    const id = crypto.randomUUID()
    await running.rows(
      `INSERT INTO teams (id, organization_id, name, created_at, updated_at) VALUES ('${id}', '${organizationId}', '${name}', now(), now())`,
    )
    return id
  }

  async function invited(wish: Wish = {}): Promise<Invited> {
    const { admin = person('admin'), person: invitee = person('invitee'), role = 'employee', teamId = null } = wish
    const organizationId = wish.organizationId ?? (await found(admin))
    const invitation = { email: invitee.email, role, team_id: teamId }
    const { results } = await as(admin).invitations.create({
      params: { organizationId },
      body: { invitations: [invitation] },
    })
    const id = results[0]?.invitation?.id
    if (!id) throw new Error(`Not invited: ${JSON.stringify(results)}`)
    return { admin, organizationId, person: invitee, id, token: () => mailedToken(id, invitee.email) }
  }

  /** The token of just this invitation, out of its mail. */
  async function mailedToken(id: string, email: string): Promise<string> {
    const [row] = await running.rows<{ token_hash: string }>(`SELECT token_hash FROM invitations WHERE id = '${id}'`)
    return vi.waitFor(async () => {
      for (const { to, text } of running.mails()) {
        const token = to === email && /token=([\w-]{43})/.exec(text)?.[1]
        if (token && (await hashToken(token)) === row?.token_hash) return token
      }
      throw new Error(`The invitation of ${email} is not mailed yet.`)
    }, 10_000)
  }

  const accept = (who: Person, id: string) => as(who).invitations.accept({ body: { invitation_id: id } })
  const decline = (who: Person, id: string) => as(who).invitations.decline({ body: { invitation_id: id } })
  const status = (who: Person) => as(who).organizations.status()
  /** Revoking has no endpoint in seed 003. */
  const revoke = (id: string) => running.rows(`UPDATE invitations SET status = 'revoked' WHERE id = '${id}'`)
  const pass = (days: number) => running.advance(days * 86_400_000)

  return {
    ...{ running, records, ip, rows: running.rows, number },
    ...{ person, slug, send, as, found, team, invited, accept, decline, status, revoke, pass },
  }
}
