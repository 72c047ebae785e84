import { embedded } from '@tenantry/better-auth'
import { vi } from 'vitest'
import { memoryLimiter } from '../../src/limits/memory.ts'
import type { LogFields } from '../../src/log/log.ts'
import { users } from '../../src/profiles/users/users.ts'
import type { PasswordChange } from '../../src/users/password-changed.ts'
import { nameSection, type Row as ProvedRow } from '../prove-sections.ts'
import {
  accessToken,
  type Engine,
  foundOrganization,
  invite,
  openDatabase,
  type Person,
  publicUrl,
  type Running,
  secretKey,
  startTenantry,
} from '../start-tenantry.ts'
import { type RemoteProvider, remoteProvider } from './provider-double.ts'

/** One line of seed 004 and the proof that it holds. */
export type Row = ProvedRow<World>

export const section = nameSection<World>

/** What came back, read. */
export interface Observed {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // What it is, each row says.
  readonly body: never
}

export interface Sending {
  readonly as?: Person | null
  /** Goes out as it is, in place of a person's token. */
  readonly bearer?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Somebody with an address. */
export type Named = Person & { readonly sub: string; readonly email: string; readonly name: string }

/** An organization under its number, with an admin. */
export interface Place {
  readonly admin: Named
  readonly id: string
  readonly number: number
  readonly users: string
  readonly invitations: string
}

/** Two servers: one with the embedded provider, one whose provider keeps its users elsewhere. */
export interface Servers {
  readonly embedded: Running
  readonly remote: Running & { readonly double: RemoteProvider; readonly warnings: unknown[] }
  /** The links of mailed password resets, by address. */
  readonly resets: ReadonlyMap<string, string>
  stop(): Promise<void>
}

export const root: Named = { sub: 'root', email: 'root@example.com', name: 'Root' }
export const password = 'SecurePassword123!'

/** Starts both, with limits that follow the same clock as everything else. */
export async function startServers(engine: Engine): Promise<Servers> {
  const resets = new Map<string, string>()
  const clock = (running: Running | undefined) => running?.now() ?? new Date('2026-03-01T12:00:00Z')
  const common = { profiles: [users()], superAdmins: [root.email] }
  const limiterOf = (running: () => Running | undefined) => memoryLimiter({ now: () => clock(running()).getTime() })

  let first: Running | undefined
  const database = await openDatabase(engine)
  const provider = embedded({
    database: database.dialect,
    publicUrl,
    secret: secretKey,
    passwordCost: 4,
    signInLimit: { max: 1000, windowSeconds: 60 },
    now: () => clock(first).getTime(),
    sendResetPassword: async ({ email, token }) => void resets.set(email, token),
    onPasswordChange: async (change: PasswordChange) => first?.tenantry.passwordChanged(change),
  })
  first = await startTenantry(engine, { ...common, database, provider, limiter: limiterOf(() => first) })

  let second: Running | undefined
  const double = await remoteProvider({ now: () => clock(second) })
  const warnings: unknown[] = []
  const faults: unknown[] = []
  second = await startTenantry(engine, {
    ...common,
    provider: double.provider,
    limiter: limiterOf(() => second),
    log: {
      info: () => {},
      warn: ({ error }: LogFields) => void warnings.push(error),
      error: ({ error }: LogFields) => void faults.push(error),
    },
  })
  const remote = { ...second, faults, double, warnings }
  return {
    embedded: first,
    remote,
    resets,
    stop: async () => void (await Promise.all([first.stop(), remote.stop()])),
  }
}

export type World = ReturnType<typeof createWorld>

/** The surroundings of one row: people and names that no other row has, on one of the two servers. */
export function createWorld(servers: Servers, number: number, running: Running = servers.embedded) {
  let people = 0
  const next = () => `${number}-${running === servers.embedded ? 'e' : 'r'}${++people}`

  function person(name = 'someone'): Named {
    const email = `${name}-${next()}@example.com`
    return { sub: email, email, name: `${name[0]?.toUpperCase()}${name.slice(1)}` }
  }

  async function send(method: string, path: string, sending: Sending = {}): Promise<Observed> {
    const { as = null, bearer, body, headers: given = {} } = sending
    const headers = new Headers(given)
    const token = bearer ?? (as && (await accessToken(as, running.now())))
    if (token) headers.set('authorization', `Bearer ${token}`)
    if (body !== undefined) headers.set('content-type', 'application/json')
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
    const response = await running.send(path, init)
    const text = await response.text()
    const json = response.headers.get('content-type')?.startsWith('application/json')
    return { status: response.status, headers: response.headers, text, body: (json ? JSON.parse(text) : null) as never }
  }

  async function organization(admin = person('admin')): Promise<Place> {
    const id = await foundOrganization(running, admin, `acme-${next()}`)
    const [row] = await running.rows<{ number: number }>(`SELECT number FROM organizations WHERE id = '${id}'`)
    const base = `/api/v1/organizations/${row?.number}`
    return { admin, id, number: row?.number ?? 0, users: `${base}/users`, invitations: `${base}/invitations` }
  }

  /** A user as the table has them. */
  async function userRow({ email }: Pick<Named, 'email'>) {
    const [row] = await running.rows<{
      id: string
      number: number
      email_confirmed_at: Date | null
      must_change_password: boolean
      last_login_at: Date | null
      username: string | null
    }>(`SELECT * FROM users WHERE email = '${email}'`)
    return row
  }

  const numberOf = async (who: Pick<Named, 'email'>) => (await userRow(who))?.number ?? 0

  /** Somebody who came by an invitation, in a role of the host. */
  async function member(place: Place, role = 'employee', who = person('member')): Promise<Named & { number: number }> {
    const id = await invite(running, place.admin, place.id, who.email, role)
    await running.as(who).invitations.accept({ body: { invitation_id: id } })
    return { ...who, number: await numberOf(who) }
  }

  /** What the seed sends, with an address and a username that nobody else has. */
  function form(fields: object = {}) {
    const { email } = person('newuser')
    return {
      email,
      username: email.slice(0, email.indexOf('@')),
      full_name: 'New User',
      password,
      role: 'standard_user',
      department: 'Sales',
      designation: 'Sales Rep',
      employee_id: 'EMP001',
      phone: '+1234567890',
      is_active: true,
      ...fields,
    }
  }

  /** Creates a user as the admin of a place does. */
  async function created(place: Place, fields: object = {}) {
    const body = form(fields)
    const { status, body: user, text } = await send('POST', place.users, { as: place.admin, body })
    if (status !== 201) throw new Error(`Not created: ${text}`)
    return { form: body, user: user as Readonly<Record<string, unknown>> & { readonly id: number } }
  }

  /** Signs in with the embedded provider, and gives what the browser then sends. */
  async function signIn(email: string, secret = password) {
    const signedIn = await send('POST', '/auth/sign-in/email', { body: { email, password: secret } })
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
    const { body } = await send('GET', '/auth/token', { headers: { cookie } })
    return { status: signedIn.status, cookie, bearer: String((body as { token?: string } | null)?.token) }
  }

  /** The number of an invitation that waits. */
  async function invited(place: Place, role = 'employee', who = person('invited')) {
    const id = await invite(running, place.admin, place.id, who.email, role)
    const [row] = await running.rows<{ number: number }>(`SELECT number FROM invitations WHERE id = '${id}'`)
    return { id, who, number: row?.number ?? 0 }
  }

  const mailTo = (email: string) =>
    vi.waitFor(() => {
      const mail = running.mails().find(({ to }) => to === email)
      if (!mail) throw new Error(`No mail came to ${email}.`)
      return mail
    }, 10_000)

  return {
    ...{ servers, running, number, rows: running.rows, advance: running.advance },
    ...{ person, send, organization, userRow, numberOf, member, form, created, signIn, invited, mailTo },
    /** The same on the server whose provider is elsewhere. */
    elsewhere: () => ({ ...createWorld(servers, number, servers.remote), remote: servers.remote }),
  }
}
