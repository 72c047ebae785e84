import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type EmbeddedOptions, embedded } from '@tenantry/better-auth'
import { safeRedirect } from '@tenantry/core'
import { createTenantry, type Database, type RequestInfo, type TenantryOptions } from '@tenantry/server'
import {
  isLoopback,
  listen,
  type Mailbox,
  mailbox,
  pgBossJobs,
  pinoLog,
  secretFromFile,
  swaggerUi,
  toNodeListener,
} from '@tenantry/server/node'
import { pglite } from '@tenantry/server/pglite'
import { postgres } from '@tenantry/server/postgres'
import { readPages } from './pages.ts'

export interface DemoOptions {
  /** @default 3000; 0 takes any free one */
  readonly port?: number
  /** Where people reach the app. @default the address that it listens on */
  readonly publicUrl?: string
  /** @default PGlite in ./.tenantry/data */
  readonly database?: Database
  /** @default one that is made once and kept in ./.tenantry */
  readonly secretKey?: string
  /** Keeps the mails that a real app hands to `smtpMailer`. */
  readonly mailbox?: Mailbox
  /** The folder of the built pages. @default those of this app */
  readonly pages?: string
  /** How many proxies in front are ours. @default 0 */
  readonly trustProxy?: number
  readonly now?: () => Date
  /** What else the host decides about organizations. */
  readonly policy?: Partial<TenantryOptions>
  /** What else the host decides about accounts. */
  readonly accounts?: Partial<EmbeddedOptions>
}

/** A running demo. */
export interface Demo {
  readonly url: string
  stop(): Promise<void>
}

// Pages and links of Tenantry itself, which people open in a browser.
const TENANTRY = /^\/(?:api\/|docs(?:\/|$)|redoc$|openapi\.json$)/

/** Starts the host app: its pages, the API of Tenantry, and a mailbox in place of real mail. */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const { port = 3000, mailbox: box = mailbox(), trustProxy = 0, now = () => new Date() } = options
  const { log = pinoLog({ level: 'warn' }), ...policy } = options.policy ?? {}
  const pages = await readPages(options.pages ?? join(import.meta.dirname, 'dist'))
  const database = options.database ?? (await pglite('./.tenantry/data'))
  const server = await listen({ port })
  const publicUrl = options.publicUrl ?? server.url
  const secretKey = options.secretKey ?? secretFromFile('./.tenantry')

  const provider = embedded({
    database: database.dialect,
    publicUrl,
    secret: secretKey,
    sendResetPassword: (reset) => tenantry.postPasswordReset(reset),
    log: (level, message, error) => log[level]({ error }, message),
    now: () => now().getTime(),
    ...options.accounts,
  })
  const tenantry = createTenantry({
    database,
    provider,
    publicUrl,
    secretKey,
    mailer: box,
    docs: swaggerUi(),
    log,
    now,
    jobs: pgBossJobs({
      runSql: database.runSql,
      enqueueRole: 'tenantry_app',
      onError: (error, job) => log.error({ error, job }, 'job failed'),
    }),
    ...policy,
  })

  async function fetch(request: Request, info?: RequestInfo): Promise<Response> {
    const { pathname, search, host } = new URL(request.url)
    // Behind a proxy everybody asks from this machine.
    const mails = isLoopback(new URL(publicUrl).hostname) ? box.page(request) : null
    if (mails) return mails
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    const file = isRead ? pages.file(pathname) : null
    if (file) return file

    const opensPage = isRead && request.headers.get('accept')?.includes('text/html')
    // One name for one app: the cookies of localhost are not those of 127.0.0.1.
    if (opensPage && host !== new URL(publicUrl).host) {
      return Response.redirect(safeRedirect(pathname + search, publicUrl, '/'))
    }
    if (opensPage && !TENANTRY.test(pathname)) return pages.page()
    const answer = await tenantry.fetch(request, info)
    // A link of a mail that the API refuses: the app says so in words, and what to do.
    return opensPage && answer.status >= 400 ? pages.page(answer.status) : answer
  }

  await tenantry.start()
  server.answer(toNodeListener({ fetch }, { trustProxy }))
  return {
    url: server.url,
    async stop() {
      await server.close()
      await tenantry.stop()
      await database.close()
    },
  }
}

if (import.meta.main) {
  const { DATABASE_URL, PUBLIC_URL } = process.env
  const { values } = parseArgs({ options: { port: { type: 'string', default: '3000' } } })
  try {
    const demo = await startDemo({
      port: Number(values.port),
      ...(PUBLIC_URL && { publicUrl: PUBLIC_URL }),
      ...(DATABASE_URL && { database: postgres(DATABASE_URL) }),
    })
    console.log(`The demo runs at ${demo.url}\nIts mails wait at ${demo.url}/_dev/mailbox`)
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, demo.stop)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}
