import { PGlite } from '@electric-sql/pglite'
import { createClient, type Session, type TenantryClient } from '@tenantry/core'
import { createTenantry } from '@tenantry/server'
import { wrapPglite } from '@tenantry/server/browser'
import { delay, getResponse, HttpResponse, http } from 'msw'
import { type Accounts, createAccounts } from './accounts.ts'
import { createMailbox, type Mailbox } from './mailbox.ts'

/** How the way to the server is. */
export type Network = 'usual' | 'slow' | 'away'

/** The whole server in this tab: the kit on PostgreSQL, reached through msw. */
export interface Server {
  readonly accounts: Accounts
  readonly mailbox: Mailbox
  clientOf(session: Session): TenantryClient
  setNetwork(network: Network): void
  stop(): Promise<void>
}

const secretKey = 'a made-up secret of more than 32 bytes'

const scripts = import.meta.glob<string>('../../node_modules/@tenantry/server/migrations/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const migrations = Object.entries(scripts)
  .map(([path, sql]) => ({ name: path.slice(path.lastIndexOf('/') + 1), sql }))
  .sort((a, b) => a.name.localeCompare(b.name))

/** Starts PostgreSQL and the server kit on it; nothing leaves the tab. */
export async function startServer(): Promise<Server> {
  const issuer = location.origin
  const accounts = createAccounts({ issuer, secretKey })
  const mailbox = createMailbox()
  const database = wrapPglite(await PGlite.create(), migrations)
  const tenantry = createTenantry({
    database,
    secretKey,
    publicUrl: issuer,
    provider: accounts.provider,
    mailer: mailbox.mailer,
    docs: false,
  })
  await tenantry.start()

  let network: Network = 'usual'
  const handlers = [
    http.all('*/api/*', async ({ request }) => {
      if (network === 'away') return HttpResponse.error()
      if (network === 'slow') await delay(1500)
      return tenantry.fetch(request)
    }),
  ]

  return {
    accounts,
    mailbox,
    clientOf: (session) =>
      createClient({
        getToken: () => session.getToken(),
        async fetch(request) {
          const response = await getResponse(handlers, request)
          if (!response || response.type === 'error') throw new TypeError('The server is away.')
          return response
        },
      }),
    setNetwork(next) {
      network = next
    },
    async stop() {
      await tenantry.stop()
      await database.close()
    },
  }
}
