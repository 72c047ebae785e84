import { sql } from 'kysely'
import type { Context } from './context.ts'
import { runSqlOn, type Tx } from './database/database.ts'
import { pickLocale } from './mail/locales.ts'
import type { Services } from './services.ts'
import type { Principal } from './users/principal.ts'

interface Scope {
  readonly tx: Tx
  readonly principal: Principal | null
  readonly now: Date
  readonly request: Request
}

/** Puts together what one request's handler may touch. */
export function createContext(services: Services, { tx, principal, now, request }: Scope): Context<Principal | null> {
  const { policy, newId, provider, jobs, keys } = services
  return {
    tx,
    principal,
    policy,
    now,
    newId,
    locale: pickLocale(request.headers.get('accept-language')),

    async post(mail, invitationId) {
      const sealed = await keys.seal(mail)
      await jobs.enqueue(runSqlOn(tx), 'send-mail', { sealed, invitationId: invitationId ?? null })
    },

    async audit({ organizationId, action, targetType, targetId, data = {} }) {
      // Who acts may have become known within this very request, by a token or a new account.
      const actor = sql<string>`tenantry.user_id()`
      const target = { target_type: targetType, target_id: targetId }
      const row = { id: newId(), organization_id: organizationId, actor_id: actor, action, ...target, created_at: now }
      await tx
        .insertInto('audit_events')
        .values({ ...row, data: JSON.stringify(data) })
        .execute()
    },

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
