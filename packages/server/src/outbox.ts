import { sql } from 'kysely'
import type { AuditEvent } from './context.ts'
import { runSqlOn, type Tx } from './database/database.ts'
import type { Mail } from './mail/mailer.ts'
import type { Services } from './services.ts'

interface Letter {
  readonly mail: Mail
  readonly invitationId: string | null
}

/** What a handler leaves behind beside its own rows: written once, at the end, however much there is. */
export interface Outbox {
  readonly letters: Letter[]
  readonly events: AuditEvent[]
}

// Strangers cause mails by typing an address: its owner gets a few of them an hour, whoever and however many they are.
const UNINVITED = { limit: 10, windowSeconds: 3600 }

/** Writes the audit events and queues the mails: one statement each. */
export async function flush(outbox: Outbox, tx: Tx, services: Services, now: Date): Promise<void> {
  const { jobs, keys, newId } = services
  // Who acts may have become known within this very request, by a token or a new account.
  const actor_id = sql<string>`tenantry.user_id()`
  const events = outbox.events.map(({ organizationId, action, targetType, targetId, data = {} }) => ({
    id: newId(),
    organization_id: organizationId,
    actor_id,
    action,
    target_type: targetType,
    target_id: targetId,
    data: JSON.stringify(data),
    created_at: now,
  }))
  if (events.length > 0) await tx.insertInto('audit_events').values(events).execute()
  const letters = await withoutFloods(outbox.letters, services)
  const sealed = letters.map(async ({ mail, invitationId }) => ({ sealed: await keys.seal(mail), invitationId }))
  if (sealed.length > 0) await jobs.enqueue(runSqlOn(tx), 'send-mail', ...(await Promise.all(sealed)))
}

// Dropped without a word: the answer must not tell who else wrote to this address.
async function withoutFloods(letters: readonly Letter[], { limiter }: Services): Promise<Letter[]> {
  const wanted = await Promise.all(
    letters.map(async ({ mail, invitationId }) => {
      if (invitationId !== null) return true
      // Each kind alone, or notes that an account exists would use up the links that its owner asks for.
      return (await limiter.take(`uninvited-mail:${mail.to}:${mail.subject}`, UNINVITED)).allowed
    }),
  )
  return letters.filter((_, index) => wanted[index])
}
