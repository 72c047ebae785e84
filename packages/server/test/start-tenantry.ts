import { embedded } from '@tenantry/better-auth'
import { createClient, type TenantryClient } from '@tenantry/core'
import type { Provider } from '@tenantry/core/provider'
import { createDatabase } from '@tenantry/testing/database'
import { SignJWT } from 'jose'
import { sql } from 'kysely'
import { inject } from 'vitest'
import type { Database } from '../src/database/database.ts'
import { pglite } from '../src/database/pglite.ts'
import { postgres } from '../src/database/postgres.ts'
import { type LogFields, silentLog } from '../src/log/log.ts'
import { mailbox } from '../src/mail/mailbox.ts'
import type { TenantryOptions } from '../src/options.ts'
import { createTenantry } from '../src/tenantry.ts'
import { watched } from './conformance/watch.ts'

export const publicUrl = 'http://app.example.com'
export const secretKey = 'a-made-up-secret-of-more-than-32-bytes'
const both = ['pglite', 'postgres'] as const
export type Engine = (typeof both)[number]

/** What proves itself on each engine does so on both, unless `TENANTRY_ENGINES=postgres` leaves PGlite to one seed and the model. */
export const engines: readonly Engine[] = both.filter(
  (engine) => process.env.TENANTRY_ENGINES !== 'postgres' || engine !== 'pglite',
)

/** Somebody whose access token another system signed with the shared secret. */
export interface Person {
  readonly sub?: string
  readonly email?: string
  readonly email_verified?: unknown
  readonly name?: string
}

/** An access token as design section 9 describes it: HS256 with the server's secret. */
export function accessToken(
  { sub, email = 'ada@example.com', email_verified = true, name = 'Ada' }: Person,
  now: Date,
): Promise<string> {
  const issued = Math.floor(now.getTime() / 1000)
  return new SignJWT({ email, email_verified, name })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(publicUrl)
    .setAudience('authenticated')
    .setSubject(sub ?? `user-of-${email}`)
    .setIssuedAt(issued)
    .setExpirationTime(issued + 3600)
    .sign(new TextEncoder().encode(secretKey))
}

/** Opens an empty database of its own. */
export async function openDatabase(engine: Engine): Promise<Database> {
  if (engine === 'pglite') return pglite('memory:')
  const created = await createDatabase(inject('postgresUrl'))
  const database = postgres(created.url)
  return { ...database, close: () => database.close().then(created.drop) }
}

interface StartOptions extends Partial<TenantryOptions> {
  /** Makes another provider of the embedded one. */
  readonly adapt?: (own: Provider) => Provider
}

/** A running kit on a real database, with a clock that stands until it is moved, whose every answer is checked against OpenAPI. */
export async function startTenantry(engine: Engine, { adapt = (own) => own, ...options }: StartOptions = {}) {
  const database = options.database ?? (await openDatabase(engine))
  const box = mailbox()
  let time = Date.parse('2026-03-01T12:00:00Z')
  const now = () => new Date(time)
  const own = embedded({
    database: database.dialect,
    publicUrl,
    secret: secretKey,
    passwordCost: 4,
    sendResetPassword: async () => {},
    now: () => time,
  })
  const faults: unknown[] = []
  const log = { ...silentLog, error: ({ error }: LogFields) => void faults.push(error) }
  const provider = adapt(own)
  const all = { database, provider, publicUrl, secretKey, mailer: box, now, log, ...options }
  const tenantry = watched(createTenantry(all), options.profiles)
  await tenantry.start()

  const fetch = (input: RequestInfo | URL, init?: RequestInit) =>
    tenantry.fetch(new Request(input, init), { ip: '192.0.2.1' })

  return {
    database,
    tenantry,
    now,
    advance: (milliseconds: number) => {
      time += milliseconds
    },
    /** Sends one raw request. */
    send: (path: string, init?: RequestInit) => fetch(publicUrl + path, init),
    /** The typed client of a person, or of nobody. */
    as(person: Person | null): TenantryClient {
      const getToken = async () => (person ? accessToken(person, now()) : null)
      return createClient({ baseURL: publicUrl, fetch, getToken })
    },
    token: (person: Person) => accessToken(person, now()),
    mails: box.mails,
    /** What went wrong inside; a test that ends with a fault in here has found one. */
    faults,
    /** Waits for a mail to somebody and gives its newest link's token. */
    async tokenFor(to: string): Promise<string> {
      for (let turn = 0; turn < 500; turn++) {
        const mail = box.mails().find((kept) => kept.to === to)
        const token = mail && /token=([\w-]{43})/.exec(mail.text)?.[1]
        if (token) return token
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      throw new Error(`no mail with a token came to ${to}`)
    },
    /** Asks the database as its owner, past every policy. */
    async rows<Row>(statement: string): Promise<Row[]> {
      return (await sql.raw<Row>(statement).execute(database.kysely)).rows
    },
    async stop() {
      await tenantry.stop()
      await database.close()
    },
  }
}

export type Running = Awaited<ReturnType<typeof startTenantry>>

/** A new organization of a person, and its id. */
export async function foundOrganization(running: Running, founder: Person, slug: string): Promise<string> {
  const body = { name: `The ${slug}`, slug }
  const { organization } = await running.as(founder).organizations.create({ body })
  return organization.id
}

/** Invites one address and gives the invitation's id. */
export async function invite(
  running: Running,
  admin: Person,
  organizationId: string,
  email: string,
  role = 'employee',
): Promise<string> {
  const body = { invitations: [{ email, role }] }
  const { results } = await running.as(admin).invitations.create({ params: { organizationId }, body })
  const id = results[0]?.invitation?.id
  if (!id) throw new Error(`not invited: ${JSON.stringify(results)}`)
  return id
}
