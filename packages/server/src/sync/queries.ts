import { sql } from 'kysely'
import type { Database, Tx } from '../database/database.ts'

/** Something that may differ at the provider. */
export interface SyncItem {
  readonly organization_id: string
  readonly kind: 'organization' | 'member' | 'invitation' | 'mark'
  readonly target_id: string
  readonly subject: string | null
  readonly version: string
  readonly attempts: number
}

/** What is known of an organization at the provider, and what it should be there; no name when it is gone here. */
export interface Linked {
  readonly provider_id: string | null
  readonly status: 'pending' | 'synced' | 'local_only'
  readonly unknown_since: Date | null
  readonly slug: string
  readonly name: string | null
  readonly current_slug: string | null
  readonly founder: string | null
}

type Own = Pick<Database, 'kysely'>

/** Takes what is due, for as long as the lease: members only of organizations that the provider has. */
export async function takeDue({ kysely }: Own, now: Date, until: Date, most: number): Promise<readonly SyncItem[]> {
  const { rows } = await sql<SyncItem>`
    UPDATE sync_items i SET next_at = ${until}, held_until = ${until}, attempts = i.attempts + 1
    FROM (
      SELECT d.organization_id, d.kind, d.target_id FROM sync_items d
      JOIN provider_organizations p ON p.organization_id = d.organization_id
      WHERE d.next_at <= ${now} AND (d.kind = 'organization' OR p.status = 'synced')
      ORDER BY d.next_at LIMIT ${most} FOR UPDATE OF d SKIP LOCKED
    ) due
    WHERE (i.organization_id, i.kind, i.target_id) = (due.organization_id, due.kind, due.target_id)
    RETURNING i.organization_id, i.kind, i.target_id, i.subject, i.version, i.attempts`.execute(kysely)
  return rows
}

/** Looks at an organization as it is now, here and at the provider; undefined when it is done with. */
export async function linkedOf(
  { kysely }: Own,
  organizationId: string,
  issuers: readonly string[],
): Promise<Linked | undefined> {
  const { rows } = await sql<Linked>`
    SELECT p.provider_id, p.status, p.unknown_since, p.slug, o.name, o.slug AS current_slug,
      (SELECT i.subject FROM identities i WHERE i.user_id = o.created_by AND i.provider = ANY(${issuers}::text[]) LIMIT 1) AS founder
    FROM provider_organizations p LEFT JOIN organizations o ON o.id = p.organization_id
    WHERE p.organization_id = ${organizationId}`.execute(kysely)
  return rows[0]
}

/** What somebody should be in an organization; a null role for nothing, a null subject for somebody whom the provider does not know. */
export async function membershipOf(
  { kysely }: Own,
  { organization_id, target_id, subject }: SyncItem,
  issuers: readonly string[],
): Promise<{ readonly subject: string | null; readonly role: string | null }> {
  const { rows } = await sql<{ subject: string | null; role: string | null }>`
    SELECT
      (SELECT i.subject FROM identities i WHERE i.user_id = ${target_id} AND i.provider = ANY(${issuers}::text[]) LIMIT 1) AS subject,
      (SELECT m.role FROM user_organizations m
        WHERE m.organization_id = ${organization_id} AND m.user_id = ${target_id} AND m.is_active) AS role`.execute(
    kysely,
  )
  const [row] = rows
  return { subject: row?.subject ?? subject, role: row?.role ?? null }
}

/** Notes the provider's id of an organization; its members follow from here on, all of them when they were held back or went elsewhere. */
export async function link({ kysely }: Own, organizationId: string, providerId: string, now: Date): Promise<void> {
  await kysely.transaction().execute(async (tx) => {
    // Whoever joins at this moment is waited for (note_sync), and seen by the statement after it.
    await sql`
      SELECT FROM provider_organizations WHERE organization_id = ${organizationId} FOR NO KEY UPDATE`.execute(tx)
    await sql`
      WITH before AS (SELECT status, provider_id FROM provider_organizations WHERE organization_id = ${organizationId}),
      linked AS (
        UPDATE provider_organizations SET provider_id = ${providerId}, status = 'synced', error = NULL, since = ${now}, unknown_since = NULL
        WHERE organization_id = ${organizationId}
      )
      INSERT INTO sync_items (organization_id, kind, target_id, created_at, next_at)
      SELECT m.organization_id, 'member', m.user_id, ${now}, ${now}
      FROM user_organizations m, before WHERE m.organization_id = ${organizationId}
        AND (before.status = 'local_only' OR before.provider_id <> ${providerId})
      ON CONFLICT DO NOTHING`.execute(tx)
  })
}

/** Notes the provider's id of an organization that it has yet to confirm, which is due at once. */
export async function noteMade(own: Own, organizationId: string, providerId: string, now: Date): Promise<void> {
  await sql`
    WITH made AS (
      UPDATE provider_organizations SET provider_id = ${providerId} WHERE organization_id = ${organizationId} RETURNING organization_id
    )
    UPDATE sync_items SET next_at = ${now}, held_until = NULL WHERE kind = 'organization' AND organization_id IN (SELECT organization_id FROM made)`.execute(
    own.kysely,
  )
}

/** Notes that a creation is about to be sent, or with null that none is on its way. */
export async function noteSending(own: Own, organizationId: string, since: Date | null): Promise<void> {
  await sql`
    UPDATE provider_organizations SET unknown_since = ${since} WHERE organization_id = ${organizationId}`.execute(
    own.kysely,
  )
}

/** Why the provider does not have an organization. */
export interface Absence {
  readonly error: string
  /** When it is tried again. */
  readonly until?: Date
}

/** Notes that the provider does not have an organization, unless it has; its members are held back. */
export async function keepLocal(own: Own, organizationId: string, { error, until }: Absence, now: Date): Promise<void> {
  await sql`
    WITH kept AS (
      UPDATE provider_organizations SET status = 'local_only', error = ${error},
        since = CASE status WHEN 'local_only' THEN since ELSE ${now}::timestamptz END
      WHERE organization_id = ${organizationId} AND provider_id IS NULL RETURNING organization_id
    ), put_off AS (
      UPDATE sync_items SET next_at = coalesce(${until ?? null}, next_at), held_until = NULL, error = ${error}
      WHERE organization_id = ${organizationId} AND kind = 'organization'
    )
    DELETE FROM sync_items WHERE kind <> 'organization' AND organization_id IN (SELECT organization_id FROM kept)`.execute(
    own.kysely,
  )
}

/** Notes that the provider had an organization, and has it no more. */
export async function unlink(own: Own, organizationId: string, now: Date): Promise<void> {
  await sql`
    UPDATE provider_organizations SET provider_id = NULL, status = 'pending' WHERE organization_id = ${organizationId}`.execute(
    own.kysely,
  )
  await keepLocal(own, organizationId, { error: 'not_found' }, now)
}

/** Ends the work on an item; what was changed meanwhile is due at once. */
export async function finish(
  own: Own,
  { organization_id, kind, target_id, version }: SyncItem,
  now: Date,
): Promise<void> {
  await sql`
    WITH done AS (
      DELETE FROM sync_items
      WHERE (organization_id, kind, target_id, version) = (${organization_id}, ${kind}, ${target_id}, ${version}) RETURNING 1
    )
    UPDATE sync_items SET next_at = ${now}, held_until = NULL, attempts = 0, error = NULL
    WHERE (organization_id, kind, target_id) = (${organization_id}, ${kind}, ${target_id}) AND NOT EXISTS (SELECT FROM done)`.execute(
    own.kysely,
  )
}

/** Leaves an item for later. */
export async function postpone(
  own: Own,
  { organization_id, kind, target_id }: SyncItem,
  error: string,
  until: Date,
): Promise<void> {
  await sql`
    UPDATE sync_items SET next_at = ${until}, held_until = NULL, error = ${error}
    WHERE (organization_id, kind, target_id) = (${organization_id}, ${kind}, ${target_id})`.execute(own.kysely)
}

/** Forgets an organization that is gone on both sides. */
export async function forget({ kysely }: Own, organizationId: string): Promise<void> {
  await kysely.deleteFrom('provider_organizations').where('organization_id', '=', organizationId).execute()
}

interface SyncStatusRow extends Pick<Linked, 'provider_id' | 'status'> {
  readonly error: string | null
  readonly since: Date
  readonly waiting: number
  readonly waiting_since: Date | null
  readonly next_at: Date | null
}

/** How an organization stands at the provider; undefined where it has nothing to do with it. */
export async function syncStatusOf(tx: Tx, organizationId: string): Promise<SyncStatusRow | undefined> {
  const { rows } = await sql<SyncStatusRow>`
    SELECT p.provider_id, p.status, coalesce(p.error, i.error) AS error, p.since, i.waiting, i.waiting_since, i.next_at
    FROM provider_organizations p, LATERAL (
      SELECT count(*)::integer AS waiting, min(created_at) AS waiting_since, min(next_at) AS next_at, min(error) AS error
      FROM sync_items WHERE organization_id = p.organization_id
    ) i
    WHERE p.organization_id = ${organizationId}`.execute(tx)
  return rows[0]
}

/** Makes due at once what waits for its time. */
export async function retrySync(tx: Tx, organizationId: string): Promise<void> {
  await sql`SELECT tenantry.retry_sync(${organizationId})`.execute(tx)
}

/** How much waits to be told to the provider, and how long the oldest of it has. */
export async function backlogOf(
  { kysely }: Own,
  now: Date,
): Promise<{ readonly waiting: number; readonly seconds: number }> {
  const { rows } = await sql<{ waiting: number; since: Date | null }>`
    SELECT count(*)::integer AS waiting, min(created_at) AS since FROM (
      SELECT created_at FROM sync_items UNION ALL SELECT created_at FROM pending_accounts WHERE held_until <= ${now}
    ) AS all_of_it`.execute(kysely)
  const [{ waiting, since } = { waiting: 0, since: null }] = rows
  return { waiting, seconds: since ? Math.max(0, (now.getTime() - since.getTime()) / 1000) : 0 }
}
