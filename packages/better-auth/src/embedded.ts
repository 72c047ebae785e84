import type { Provider } from '@tenantry/core/provider'
import { Kysely } from 'kysely'
import { type Accounts, accounts } from './accounts.ts'
import { AUDIENCE, createAuth } from './auth.ts'
import { serve } from './serve.ts'
import { type EmbeddedOptions, settingsOf } from './settings.ts'
import { start } from './start.ts'

/** A provider that lives in the server's own database: it has nothing to keep in step, to hear of or to look at. */
export type Embedded = Accounts &
  Required<Omit<Provider, 'organizations' | 'invitations' | 'webhooks' | 'checks' | keyof Accounts>>

/**
 * Creates the embedded provider: better-auth on the server's own database, so that the whole system runs with no account
 * anywhere. It signs people in below `basePath`; people are created through the server's own sign-up alone.
 * @throws TypeError when an option cannot be right, such as a secret under 32 bytes
 */
export function embedded(options: EmbeddedOptions): Embedded {
  const settings = settingsOf(options)
  const db = new Kysely<unknown>({ dialect: options.database })
  const auth = createAuth(settings, db)
  return {
    id: 'embedded',
    specification: 'v1',
    isEmbedded: true,
    tokens: [{ issuer: settings.issuer, audience: AUDIENCE, algorithms: ['EdDSA'], keys: () => auth.api.getJwks() }],
    ...accounts(settings),
    fetch: serve(settings, auth),
    start: () => start(settings, db),
  }
}
