import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'

export interface NewVerification {
  readonly id: string
  readonly user_id: string
  readonly email: string
  readonly token_hash: string
  readonly expires_at: Date
}

/** Adds a verification and ends those before it that nobody used: a user has one link that works. */
export async function insertVerification(tx: Tx, verification: NewVerification, now: Date) {
  await tx
    .with('ended', (own) =>
      own
        .updateTable('email_verifications')
        .set({ expires_at: now })
        .where('user_id', '=', verification.user_id)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now),
    )
    .insertInto('email_verifications')
    .values({ ...verification, created_at: now })
    .execute()
}

/** Finds the verification whose token came with the request. */
export function findVerification(tx: Tx) {
  return tx
    .selectFrom('email_verifications')
    .select(['id', 'user_id', 'email', 'expires_at', 'used_at'])
    .where('token_hash', '=', sql<string>`tenantry.token_hash()`)
    .executeTakeFirst()
}

export async function markUsed(tx: Tx, id: string, now: Date) {
  await tx.updateTable('email_verifications').set({ used_at: now }).where('id', '=', id).execute()
}
