import { betterAuthSession } from '@tenantry/better-auth/client'
import { createClient, type TenantryClient } from '@tenantry/core'
import type { Database } from '@tenantry/server'
import { mailbox } from '@tenantry/server/node'
import { pglite } from '@tenantry/server/pglite'
import { postgres } from '@tenantry/server/postgres'
import { createDatabase } from '@tenantry/testing/database'
import { expect, inject } from 'vitest'
import { type DemoOptions, startDemo } from '../demo.ts'

export const password = 'made-up password'

export interface StageOptions extends Pick<DemoOptions, 'policy' | 'pages'> {
  /** @default 'pglite' */
  readonly engine?: 'pglite' | 'postgres'
}

/** The pages that mails lead to. */
export type MailedPage = '/api/auth/verify-email' | '/onboarding' | '/reset-password' | '/sign-in'

/** Somebody with a confirmed account. */
export interface Account {
  readonly email: string
  readonly name: string
  readonly client: TenantryClient
}

export type Stage = Awaited<ReturnType<typeof openStage>>

/** The demo, running in this process, with what a test needs to know of its inside. */
export async function openStage({ engine = 'pglite', policy, pages }: StageOptions) {
  const box = mailbox({ limit: 1000 })
  const faults: unknown[] = []
  let ahead = 0
  const database = await openDatabase(engine)
  const demo = await startDemo({
    port: 0,
    database,
    mailbox: box,
    secretKey: 'made-up-secret-of-the-end-to-end-tests',
    // Every visitor comes from an address of their own: the limits count per address.
    trustProxy: 1,
    now: () => new Date(Date.now() + ahead),
    ...(pages && { pages }),
    policy: { log: { info() {}, warn: hear, error: hear }, ...policy },
    accounts: { passwordCost: 4, log: (_level, message, cause) => hear({ cause }, message) },
  })
  let people = 0

  function hear(fields: object, message: string) {
    faults.push({ message, ...fields })
  }

  /** Waits for a mail to somebody that leads to a page, and gives the newest one. */
  async function mailTo(email: string, page: MailedPage) {
    const find = () => box.mails().find(({ to, text }) => to === email && text.includes(page))
    await expect.poll(find, { timeout: 10_000, interval: 10 }).toBeDefined()
    const mail = find()
    return { id: mail?.id, subject: mail?.subject, link: /https?:\/\/\S+/.exec(mail?.text ?? '')?.[0] ?? '' }
  }

  async function signUp(name: string, email: string): Promise<void> {
    const client = createClient({ baseURL: demo.url, headers: { 'x-forwarded-for': addressOf(email) } })
    await client.auth.signup({ body: { email, password, full_name: name } })
  }

  /** An address that nobody has yet. */
  function newEmail(name: string, domain = 'example.com'): string {
    people += 1
    return `${name.toLowerCase()}-${people}@${domain}`
  }

  return {
    url: demo.url,
    engine,
    faults,
    newEmail,
    mailTo,
    /** Signs somebody up, and leaves the mail unread. */
    signUp,
    /** Signs somebody up over the API, through the mail, and in. */
    async account(name: string, email = newEmail(name)): Promise<Account> {
      await signUp(name, email)
      const { link } = await mailTo(email, '/api/auth/verify-email')
      await fetch(link, { redirect: 'manual' })
      const session = betterAuthSession({ baseURL: demo.url, fetch: withCookies(demo.url, email) })
      await session.signIn({ email, password })
      const token = await session.getToken()
      return { email, name, client: createClient({ baseURL: demo.url, getToken: () => token }) }
    },
    /** Lets days go by. */
    advance(days: number) {
      ahead += days * 86_400_000
    },
    /** Asks the database as its owner, past every policy. */
    sql: (statement: string) => database.runSql(statement, []),
    close: demo.stop,
  }
}

/** Founds an organization over the API. */
export async function found({ client }: Account, name: string, slug: string, domain: string | null = null) {
  const { organization } = await client.organizations.create({ body: { name, slug, google_domain: domain } })
  return organization
}

/** Invites somebody over the API. */
export async function invite({ client }: Account, organizationId: string, email: string, role = 'employee') {
  const { results } = await client.invitations.create({
    params: { organizationId },
    body: { invitations: [{ email, role }] },
  })
  expect(results).toMatchObject([{ status: 'invited' }])
}

/** A client address for each name, from a block that is reserved for examples of this kind (RFC 2544). */
export function addressOf(name: string): string {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + letter.charCodeAt(0)) % 65_536
  return `198.18.${sum >> 8}.${sum & 255}`
}

function withCookies(url: string, name: string) {
  let cookie = ''
  return async (request: Request): Promise<Response> => {
    const headers = new Headers(request.headers)
    headers.set('origin', url)
    headers.set('x-forwarded-for', addressOf(name))
    if (cookie) headers.set('cookie', cookie)
    const response = await fetch(new Request(request, { headers }))
    const set = response.headers.getSetCookie().map((line) => line.split(';')[0])
    if (set.length > 0) cookie = set.join('; ')
    return response
  }
}

async function openDatabase(engine: 'pglite' | 'postgres'): Promise<Database> {
  if (engine === 'pglite') return pglite('memory:')
  const created = await createDatabase(inject('postgresUrl'))
  const database = postgres(created.url)
  return { ...database, close: () => database.close().then(created.drop) }
}
