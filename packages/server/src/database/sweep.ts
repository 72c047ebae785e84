import type { Database } from './database.ts'
import { PENDING } from './literals.ts'

const DAY_MS = 86_400_000
// Until then an admin may still renew an invitation that ran out.
const EXPIRED_INVITATION_DAYS = 30

// No provider repeats an event for longer.
const WEBHOOK_DAYS = 7

/** Removes what has run out. Correctness never waits for this: every reader looks at the time itself. */
export async function sweep({ kysely }: Database, now: Date): Promise<void> {
  await kysely.deleteFrom('idempotency_keys').where('expires_at', '<=', now).execute()
  await kysely
    .deleteFrom('email_verifications')
    .where('expires_at', '<=', new Date(now.getTime() - DAY_MS))
    .execute()
  await kysely
    .deleteFrom('webhook_events')
    .where('received_at', '<=', new Date(now.getTime() - WEBHOOK_DAYS * DAY_MS))
    .execute()
  await kysely
    .deleteFrom('provider_arrivals')
    .where('roles', 'is', null)
    .where('changed_at', '<=', new Date(now.getTime() - WEBHOOK_DAYS * DAY_MS))
    .execute()
  await kysely
    .updateTable('invitations')
    .set({ status: 'expired', updated_at: now })
    .where('status', '=', PENDING)
    .where('expires_at', '<=', new Date(now.getTime() - EXPIRED_INVITATION_DAYS * DAY_MS))
    .execute()
}
