import type { Identity } from '@tenantry/core/provider'
import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'

interface NewUser {
  readonly id: string
  readonly email: string | null
  readonly verified: boolean
  readonly fullName: string
  /** Somebody else gave the address, which proves nothing, whatever the provider says of it. @default false */
  readonly vouched?: boolean
  /** @default they did not sign in yet */
  readonly lastLoginAt?: Date | null
  readonly now: Date
}

/** Adds a user with the identity they sign in by, and goes on as that user. */
export async function createUser(
  tx: Tx,
  identity: Pick<Identity, 'issuer' | 'subject'>,
  { id, email, verified, vouched = false, fullName, lastLoginAt = null, now }: NewUser,
): Promise<void> {
  const stamps = { created_at: now, updated_at: now }
  const seen = { email_confirmed_at: verified ? now : null, last_login_at: lastLoginAt }
  const user = { id, email, email_vouched: vouched, full_name: fullName, ...seen, ...stamps }
  const { issuer: provider, subject } = identity
  await Promise.all([
    becomeUser(tx, id, verified ? email : null),
    tx.insertInto('users').values(user).execute(),
    tx.insertInto('identities').values({ provider, subject, user_id: id, created_at: now }).execute(),
  ])
}

/** Lets the rest of the transaction act for a user who just proved to be one: by signing up, or by a mailed token. */
export async function becomeUser(tx: Tx, userId: string, verifiedEmail: string | null): Promise<void> {
  await sql`SELECT set_config('tenantry.user_id', ${userId}::text, true),
    set_config('tenantry.email', ${verifiedEmail ?? ''}::text, true)`.execute(tx)
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

/** Tells whether the account still has an address. */
export async function hasEmail(tx: Tx, userId: string, email: string): Promise<boolean> {
  const found = tx.selectFrom('users').select('id').where('id', '=', userId).where('email', '=', email)
  return (await found.executeTakeFirst()) !== undefined
}

/** Makes the user's own row wait for other changes of what belongs to that user; always after the organization's. */
export async function lockUser(tx: Tx, userId: string): Promise<void> {
  await tx.selectFrom('users').select('id').where('id', '=', userId).forNoKeyUpdate().execute()
}

/** Tells whether somebody with an account proved to own the address that the invitation held by the caller was sent to. */
export async function invitedHasAccount(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    SELECT tenantry.account_exists(email) AS taken FROM invitations WHERE id = tenantry.held_invitation()`.execute(tx)
  return rows[0]?.taken === true
}

/** The identities by which a user signs in, the oldest first. */
export function identitiesOf(tx: Tx, userId: string) {
  return tx
    .selectFrom('identities')
    .select(['provider as issuer', 'subject'])
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .orderBy('provider')
    .orderBy('subject')
    .execute()
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
