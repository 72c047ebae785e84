import { sql } from 'kysely'
import type { Context } from './context.ts'
import { runSqlOn, type Tx } from './database/database.ts'
import { pickLocale } from './mail/locales.ts'
import type { Outbox } from './outbox.ts'
import type { Services } from './services.ts'
import type { Principal } from './users/principal.ts'

interface Scope {
  readonly tx: Tx
  readonly principal: Principal | null
  readonly now: Date
  readonly request: Request
  readonly outbox: Outbox
  readonly password: string
}

/** Puts together what one request's handler may touch. */
export function createContext(
  services: Services,
  { tx, principal, now, request, outbox, password }: Scope,
): Context<Principal | null> {
  const { policy, newId, provider } = services
  return {
    tx,
    principal,
    policy,
    now,
    newId,
    password,
    locale: pickLocale(request.headers.get('accept-language')),

    post: (mail, invitationId = null) => void outbox.letters.push({ mail, invitationId }),
    audit: (event) => void outbox.events.push(event),

    async withProvider(work) {
      await becomeRole(tx, 'tenantry_auth')
      const result = await work(provider, { runSql: runSqlOn(tx) })
      await becomeRole(tx, 'tenantry_app')
      return result
    },
  }
}

async function becomeRole(tx: Tx, role: 'tenantry_app' | 'tenantry_auth'): Promise<void> {
  await sql`SELECT set_config('role', ${role}::text, true)`.execute(tx)
}
