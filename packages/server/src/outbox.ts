import { sql } from 'kysely'
import type { AuditEvent } from './context.ts'
import type { Tx } from './database/database.ts'
import type { JobData } from './jobs/jobs.ts'
import type { Mail } from './mail/mailer.ts'
import type { Services } from './services.ts'
import type { NewOrganization } from './sync/beginnings.ts'

interface Letter {
  readonly mail: Mail
  readonly invitationId: string | null
}

/** What a handler leaves behind beside its own rows: written once, at the end, however much there is. */
export interface Outbox {
  readonly letters: Letter[]
  readonly events: AuditEvent[]
  /** Writes of the handler's own that can wait for the end. */
  readonly writes: (() => Promise<unknown>)[]
  /** What the answer waits for after the commit. */
  readonly after: (() => Promise<void>)[]
  /** An organization that the provider has to have before this transaction may be; null when there is none, or the provider has it. */
  reserved: NewOrganization | null
  /** What takes back, in reverse, what was done outside of the transaction. */
  readonly undo: (() => Promise<void>)[]
  /** Where the request came from; null when the host does not know. */
  readonly ip: string | null
}

// Strangers cause mails by typing an address: its owner gets a few of them an hour, whoever and however many they are.
const UNINVITED = { limit: 10, windowSeconds: 3600 }

/** Writes the audit events, in one statement. */
export async function writeDown(
  outbox: Pick<Outbox, 'events' | 'ip'>,
  tx: Tx,
  { newId }: Services,
  now: Date,
): Promise<void> {
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
    ip: outbox.ip,
    created_at: now,
  }))
  if (events.length > 0) await tx.insertInto('audit_events').values(events).execute()
}

/** Closes the mails that may go out, so that they can wait in the database. */
export async function seal({ letters }: Outbox, services: Services): Promise<JobData['send-mail'][]> {
  const wanted = await withoutFloods(letters, services)
  return Promise.all(
    wanted.map(async ({ mail, invitationId }) => ({ sealed: await services.keys.seal(mail), invitationId })),
  )
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
