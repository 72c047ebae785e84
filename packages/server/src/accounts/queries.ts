import { sql } from 'kysely'
import type { Database, Tx } from '../database/database.ts'

/** An account that is being made at the provider. */
export interface PendingAccount {
  readonly marker: string
  readonly email: string
  /** Who it is there, once that is known; both or neither. */
  readonly issuer: string | null
  readonly subject: string | null
  readonly attempts: number
  readonly created_at: Date
}

type Own = Pick<Database, 'kysely'>
type Subject = { readonly issuer: string; readonly subject: string }

/** Notes that an account is about to be made, by whoever works on it until then. */
export async function beginAccount(tx: Tx, marker: string, email: string, until: Date): Promise<void> {
  await sql`SELECT tenantry.begin_account(${marker}::uuid, ${email}::text, ${until}::timestamptz)`.execute(tx)
}

/** Says that the user whom this transaction makes has the account. */
export async function keepAccount(tx: Tx, marker: string): Promise<void> {
  await sql`SELECT tenantry.keep_account(${marker}::uuid)`.execute(tx)
}

/** Takes what is due, for as long as the lease. */
export async function takeDue(own: Own, now: Date, until: Date, most: number): Promise<readonly PendingAccount[]> {
  return take(own, sql`next_at <= ${now}`, { now, until, most })
}

/** Takes what others left of an address, due or not. */
export async function takeLeft(
  own: Own,
  { marker, email }: Pick<PendingAccount, 'marker' | 'email'>,
  now: Date,
  until: Date,
): Promise<readonly PendingAccount[]> {
  return take(own, sql`email = ${email} AND marker <> ${marker}`, { now, until, most: 20 })
}

interface Lease {
  readonly now: Date
  readonly until: Date
  readonly most: number
}

async function take({ kysely }: Own, which: ReturnType<typeof sql>, { now, until, most }: Lease) {
  const { rows } = await sql<PendingAccount>`
    UPDATE pending_accounts p SET held_until = ${until}, attempts = p.attempts + 1
    FROM (
      SELECT marker FROM pending_accounts WHERE ${which} AND held_until <= ${now}
      ORDER BY next_at LIMIT ${most} FOR UPDATE SKIP LOCKED
    ) due
    WHERE p.marker = due.marker
    RETURNING p.marker, p.email, p.issuer, p.subject, p.attempts, p.created_at`.execute(kysely)
  return rows
}

/** Whether others are making an account of an address, or clearing one up, at this moment; the later ones wait for the earlier. */
export async function isBusy(
  { kysely }: Own,
  { marker, email }: Pick<PendingAccount, 'marker' | 'email'>,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM pending_accounts WHERE email = ${email} AND marker < ${marker} AND held_until > ${now} LIMIT 1`.execute(
    kysely,
  )
  return rows.length > 0
}

/** Leaves an account that nobody got to whoever clears up, from that moment on. */
export async function releaseAccount(
  { kysely }: Own,
  marker: string,
  { identity, error, at, now }: { identity: Subject | null; error: string | null; at: Date; now: Date },
): Promise<void> {
  await sql`
    UPDATE pending_accounts SET next_at = ${at}, held_until = ${now}, error = ${error},
      issuer = coalesce(${identity?.issuer ?? null}::text, issuer), subject = coalesce(${identity?.subject ?? null}::text, subject)
    WHERE marker = ${marker}`.execute(kysely)
}

/**
 * Says that an account is nobody's any more, so that nobody comes to sign in with it while it is removed.
 * @returns false when it is somebody's
 */
export async function condemn(
  { kysely }: Own,
  marker: string,
  { issuer, subject }: Subject,
  now: Date,
): Promise<boolean> {
  // A transaction that makes a user with it at this moment is waited for.
  const { rows } = await sql<{ owned: boolean }>`
    WITH freed AS (
      DELETE FROM identities i USING pending_accounts p
      WHERE p.marker = ${marker} AND (i.provider, i.subject) = (p.issuer, p.subject) AND i.user_id IS NULL
        AND (p.issuer, p.subject) <> (${issuer}, ${subject})
    ), noted AS (
      UPDATE pending_accounts SET issuer = ${issuer}, subject = ${subject} WHERE marker = ${marker}
    ), condemned AS (
      INSERT INTO identities (provider, subject, user_id, created_at) VALUES (${issuer}, ${subject}, NULL, ${now})
      ON CONFLICT DO NOTHING RETURNING 1
    )
    SELECT NOT EXISTS (SELECT FROM condemned) AND NOT EXISTS (
      SELECT FROM identities WHERE provider = ${issuer} AND subject = ${subject} AND user_id IS NULL
    ) AS owned`.execute(kysely)
  return rows[0]?.owned !== true
}

/** Forgets an account that is settled, and with it that it was nobody's. */
export async function forgetAccount({ kysely }: Own, marker: string): Promise<void> {
  await sql`
    WITH settled AS (DELETE FROM pending_accounts WHERE marker = ${marker} RETURNING issuer, subject)
    DELETE FROM identities i USING settled s
    WHERE i.provider = s.issuer AND i.subject = s.subject AND i.user_id IS NULL`.execute(kysely)
}
