import { canonicalEmail } from '@tenantry/core'
import type { Identity } from '@tenantry/core/provider'
import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'
import type { Principal } from './principal.ts'

interface EnteredRow {
  id: string | null
  email: string | null
  email_confirmed_at: Date | null
  full_name: string | null
}

export interface Entry {
  /** Null for somebody anonymous. */
  readonly identity: Identity | null
  /** Hash of a token that the caller holds; opens just what that token is for. */
  readonly tokenHash?: string | null
  readonly now: Date
  readonly newId: () => string
}

/**
 * Opens the transaction for one caller: finds the user, tells row-level security who asks, and drops to the restricted
 * role, all in one statement. Users appear on first sight, and follow what their provider says of their address.
 */
export async function enter(tx: Tx, { identity, tokenHash = null, now, newId }: Entry): Promise<Principal | null> {
  const claimed = identity?.email ? canonicalEmail(identity.email) : null
  const verified = claimed !== null && identity?.emailVerified === true
  // Another address than the known one, whatever it means: what was proved of the old one counts no more.
  const unreadable = claimed === null && Boolean(identity?.email)
  const { rows } = await sql<EnteredRow>`
    SELECT u.id, u.email, u.email_confirmed_at, u.full_name,
      set_config('tenantry.user_id', coalesce(u.id::text, ''), true),
      set_config('tenantry.email', CASE
        WHEN u.id IS NULL OR ${unreadable}::boolean THEN ''
        WHEN ${verified}::boolean THEN ${claimed}::text
        WHEN u.email_confirmed_at IS NOT NULL AND u.email = coalesce(${claimed}::text, u.email) THEN u.email
        ELSE '' END, true),
      set_config('tenantry.scope', coalesce(u.id::text, 'anonymous'), true),
      set_config('tenantry.token_hash', ${tokenHash ?? ''}::text, true),
      set_config('tenantry.now', ${now.toISOString()}::text, true),
      set_config('role', 'tenantry_app', true)
    FROM (VALUES (1)) AS caller
    LEFT JOIN identities i ON i.provider = ${identity?.issuer ?? null}::text AND i.subject = ${identity?.subject ?? null}::text
    LEFT JOIN users u ON u.id = i.user_id`.execute(tx)
  if (!identity) return null

  const [row] = rows
  if (!row?.id) return firstSight(tx, identity, { email: claimed, verified, now, id: newId() })
  const { id: userId, full_name } = row
  // Not every provider puts the address into every token: what is known stays known.
  const email = claimed ?? row.email
  const confirmedHere = row.email === email && row.email_confirmed_at !== null
  if (row.email !== email || (verified && !confirmedHere)) await followProvider(tx, userId, { email, verified, now })
  return { userId, email, emailVerified: verified || (confirmedHere && !unreadable), fullName: full_name ?? '' }
}

interface Seen {
  readonly email: string | null
  readonly verified: boolean
  readonly now: Date
}

async function firstSight(tx: Tx, identity: Identity, seen: Seen & { id: string }): Promise<Principal> {
  await sql`SELECT set_config('tenantry.scope', ${seen.id}::text, true)`.execute(tx)
  await createUser(tx, identity, { ...seen, fullName: identity.name ?? '' })
  return { userId: seen.id, email: seen.email, emailVerified: seen.verified, fullName: identity.name ?? '' }
}

/** Adds a user with the identity they sign in by, and goes on as that user. */
export async function createUser(
  tx: Tx,
  identity: Pick<Identity, 'issuer' | 'subject'>,
  { id, email, verified, fullName, now }: Seen & { readonly id: string; readonly fullName: string },
): Promise<void> {
  await becomeUser(tx, id, verified ? email : null)
  const stamps = { created_at: now, updated_at: now }
  const email_confirmed_at = verified ? now : null
  await tx
    .insertInto('users')
    .values({ id, email, email_confirmed_at, full_name: fullName, ...stamps })
    .execute()
  const { issuer: provider, subject } = identity
  await tx.insertInto('identities').values({ provider, subject, user_id: id, created_at: now }).execute()
}

/** Lets the rest of the transaction act for a user who just proved to be one: by signing up, or by a mailed token. */
export async function becomeUser(tx: Tx, userId: string, verifiedEmail: string | null): Promise<void> {
  await sql`SELECT set_config('tenantry.user_id', ${userId}::text, true),
    set_config('tenantry.email', ${verifiedEmail ?? ''}::text, true)`.execute(tx)
}

// The one lock of a user that comes before an organization's: the row must be true before anybody reads it. Should that close a
// circle, PostgreSQL ends one of the two, which then runs again and finds nothing left to follow.
async function followProvider(tx: Tx, id: string, { email, verified, now }: Seen): Promise<void> {
  const email_confirmed_at = verified ? now : null
  await tx.updateTable('users').set({ email, email_confirmed_at, updated_at: now }).where('id', '=', id).execute()
}

/** Records that a user proved the address the account has; answers false when the account has another one by now. */
export async function confirmEmail(tx: Tx, userId: string, email: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('users')
    .set({ email_confirmed_at: now, updated_at: now })
    .where('id', '=', userId)
    .where('email', '=', email)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Makes the user's own row wait for other changes of what belongs to that user; always after the organization's. */
export async function lockUser(tx: Tx, userId: string): Promise<void> {
  await tx.selectFrom('users').select('id').where('id', '=', userId).forNoKeyUpdate().execute()
}

/** Tells whether somebody with an account proved to own the address that an invitation held by the caller was sent to. */
export async function accountExists(tx: Tx, email: string): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`SELECT tenantry.account_exists(${email}::text) AS taken`.execute(tx)
  return rows[0]?.taken === true
}

/** The identities by which a user signs in. */
export function identitiesOf(tx: Tx, userId: string) {
  return tx.selectFrom('identities').select(['provider as issuer', 'subject']).where('user_id', '=', userId).execute()
}

/** The user who signs in by an identity; null when nobody has been seen with it yet. */
export async function userOf(
  tx: Tx,
  { issuer, subject }: Pick<Identity, 'issuer' | 'subject'>,
): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`
    SELECT tenantry.user_of(${issuer}::text, ${subject}::text) AS id`.execute(tx)
  return rows[0]?.id ?? null
}
