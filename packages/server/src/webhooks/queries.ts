import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'
import { uuidv7 } from '../ids.ts'
import { admit, forgetArrivals, leaveOthers, noteArrival } from './arrivals.ts'
import type { Origin } from './origin.ts'

/** Notes that an event came, and that what follows in this transaction is true at the provider; false when it came before. */
export async function noteEvent(tx: Tx, provider: string, eventId: string, now: Date): Promise<boolean> {
  await sql`SELECT set_config('tenantry.adopts', 'on', true), set_config('tenantry.now', ${now.toISOString()}, true)`.execute(
    tx,
  )
  const { numAffectedRows } = await sql`
    INSERT INTO webhook_events (provider, event_id, received_at) VALUES (${provider}, ${eventId}, ${now})
    ON CONFLICT DO NOTHING`.execute(tx)
  return numAffectedRows === 1n
}

interface Account {
  readonly subject: string
  /** Empty when there is none. */
  readonly name: string
  /** Canonical, and proved at the provider. */
  readonly email: string | null
}

/**
 * Takes over the name and the proved address of somebody who is known here. An address that an administrator vouched for is confirmed
 * at the provider at their word, which proves nothing.
 */
export async function adoptUser(
  tx: Tx,
  { subject, name, email }: Account,
  { issuers, at, now }: Origin,
): Promise<void> {
  await sql`
    WITH known AS (
      UPDATE identities SET changed_at = ${at}
      WHERE subject = ${subject} AND provider = ANY(${issuers}::text[]) AND (changed_at IS NULL OR changed_at < ${at}) RETURNING user_id
    )
    UPDATE users SET full_name = coalesce(nullif(${name}, ''), full_name), email = coalesce(${email}::text, email),
      email_confirmed_at = CASE WHEN ${email}::text IS NOT NULL AND email IS DISTINCT FROM ${email}::text THEN ${now}
        WHEN ${email}::text IS NOT NULL AND NOT email_vouched THEN coalesce(email_confirmed_at, ${now}) ELSE email_confirmed_at END,
      updated_at = ${now}
    WHERE id IN (SELECT user_id FROM known)`.execute(tx)
}

/**
 * Forgets how somebody signed in who has no account at the provider any more. Without another way in they are suspended everywhere
 * but where they are the last admin: an organization is not left without one by a webhook.
 */
export async function dropIdentity(tx: Tx, subject: string, origin: Origin): Promise<void> {
  const { issuers, now } = origin
  await forgetArrivals(tx, subject, origin)
  const { rows } = await sql<{ user_id: string }>`
    DELETE FROM identities WHERE subject = ${subject} AND provider = ANY(${issuers}::text[]) RETURNING user_id`.execute(
    tx,
  )
  const [row] = rows
  if (!row) return
  const { rows: suspended } = await sql<{ organization_id: string }>`
    UPDATE user_organizations m SET is_active = false, updated_at = ${now}
    WHERE m.user_id = ${row.user_id} AND m.is_active AND NOT EXISTS (SELECT FROM identities WHERE user_id = m.user_id)
      AND (m.role <> 'admin' OR EXISTS (
        SELECT FROM user_organizations a
        WHERE a.organization_id = m.organization_id AND a.role = 'admin' AND a.is_active AND a.user_id <> m.user_id
      ))
    RETURNING m.organization_id`.execute(tx)
  for (const { organization_id } of suspended) await note(tx, organization_id, 'member.suspended', row.user_id, now)
}

/** Takes over a name that was given at the provider, unless a newer one is on its way there. */
export async function renameOrganization(tx: Tx, providerId: string, name: string, { at, now }: Origin): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    UPDATE organizations o SET name = ${name}, updated_at = ${now}
    FROM provider_organizations p
    WHERE p.provider_id = ${providerId} AND p.status = 'synced' AND o.id = p.organization_id AND o.name <> ${name} AND o.updated_at < ${at}
      AND char_length(${name}) BETWEEN 2 AND 100
      AND NOT EXISTS (SELECT FROM sync_items i WHERE i.organization_id = o.id AND i.kind = 'organization')
    RETURNING o.id`.execute(tx)
  for (const { id } of rows) await note(tx, id, 'organization.updated', id, now, 'organization')
}

/** Notes that an organization is no more at the provider. */
export async function lostOrganization(tx: Tx, providerId: string, { now }: Origin): Promise<void> {
  await sql`
    WITH lost AS (
      UPDATE provider_organizations SET provider_id = NULL, status = 'local_only', error = 'not_found', since = ${now}
      WHERE provider_id = ${providerId} AND status = 'synced' AND EXISTS (SELECT FROM organizations WHERE id = organization_id) RETURNING organization_id
    )
    DELETE FROM sync_items WHERE organization_id IN (SELECT organization_id FROM lost)`.execute(tx)
}

interface Membership {
  readonly organizationId: string
  readonly subject: string
  /** Every role of ours that theirs stands for; null when they are no member. */
  readonly roles: readonly string[] | null
}

interface Standing {
  readonly organization_id: string
  readonly user_id: string
  /** Null when they are no member. */
  readonly role: string | null
  readonly is_active: boolean
  readonly is_current: boolean
  readonly is_only_admin: boolean
}

/** Takes over what somebody is in an organization, where nothing newer is known here. */
export async function adoptMembership(
  tx: Tx,
  { organizationId, subject, roles }: Membership,
  origin: Origin,
): Promise<void> {
  const { issuers, at, now } = origin
  const { rows } = await sql<Standing>`
    SELECT o.id AS organization_id, i.user_id, m.role, coalesce(m.is_active, false) AS is_active,
      NOT EXISTS (SELECT FROM sync_items s WHERE s.organization_id = o.id AND s.kind = 'member' AND s.target_id = i.user_id)
        AND NOT EXISTS (
          SELECT FROM audit_events e WHERE e.organization_id = o.id AND e.target_id = i.user_id AND e.created_at >= ${at}
        ) AND NOT EXISTS (
          SELECT FROM provider_arrivals a
          WHERE a.organization_id = o.id AND a.subject = ${subject} AND a.issuers && ${issuers}::text[] AND a.changed_at > ${at}
        ) AND coalesce(m.updated_at < ${at}, true) AS is_current,
      coalesce(m.role = 'admin' AND m.is_active, false) AND NOT EXISTS (
        SELECT FROM user_organizations a
        WHERE a.organization_id = o.id AND a.role = 'admin' AND a.is_active AND a.user_id <> i.user_id
      ) AS is_only_admin
    FROM provider_organizations p JOIN organizations o ON o.id = p.organization_id
    JOIN identities i ON i.subject = ${subject} AND i.provider = ANY(${issuers}::text[])
    LEFT JOIN user_organizations m ON m.organization_id = o.id AND m.user_id = i.user_id
    WHERE p.provider_id = ${organizationId} FOR NO KEY UPDATE OF o`.execute(tx)
  const [standing] = rows
  const held = standing?.role ?? null
  if (!standing || (held === null && roles === null))
    return noteArrival(tx, { organizationId, subject, roles, invitationId: null }, origin)
  const { organization_id, user_id, is_active, is_current, is_only_admin } = standing
  // Whoever is suspended here is no member there.
  if (roles === null ? !is_active : is_active && held !== null && roles.includes(held)) return
  const role = roles === null ? null : roles.at(-1)
  const isSuspended = held !== null && !is_active
  // Newer here, or not allowed here: the provider is told once more.
  if (!is_current || is_only_admin || isSuspended || role === undefined) return tellAgain(tx, organization_id, user_id)
  if (origin.marks) await sql`SELECT tenantry.note_sync(${organization_id}, 'mark', ${user_id}, ${subject})`.execute(tx)
  if (held === null) return admit(tx, { organization_id, user_id, roles: roles ?? [], invitation_id: null }, at)
  if (role === null) {
    await sql`DELETE FROM user_organizations WHERE organization_id = ${organization_id} AND user_id = ${user_id}`.execute(
      tx,
    )
    return note(tx, organization_id, 'member.removed', user_id, now)
  }
  await sql`
    UPDATE user_organizations SET role = ${role}, updated_at = ${now}
    WHERE organization_id = ${organization_id} AND user_id = ${user_id}`.execute(tx)
  await note(tx, organization_id, 'member.role_changed', user_id, now)
}

/** Takes over everything that somebody is a member of: those, and no others of the provider's. */
export async function adoptMemberships(
  tx: Tx,
  subject: string,
  memberships: readonly Omit<Membership, 'subject'>[],
  origin: Origin,
): Promise<void> {
  const { rows } = await sql<{ provider_id: string }>`
    SELECT p.provider_id FROM provider_organizations p
    JOIN user_organizations m ON m.organization_id = p.organization_id
    JOIN identities i ON i.user_id = m.user_id
    WHERE p.status = 'synced' AND i.subject = ${subject} AND i.provider = ANY(${origin.issuers}::text[])
    ORDER BY p.organization_id`.execute(tx)
  const named = new Set(memberships.map(({ organizationId }) => organizationId))
  await leaveOthers(tx, subject, [...named], origin)
  for (const membership of memberships) await adoptMembership(tx, { ...membership, subject }, origin)
  for (const { provider_id } of rows)
    if (!named.has(provider_id))
      await adoptMembership(tx, { organizationId: provider_id, subject, roles: null }, origin)
}

async function tellAgain(tx: Tx, organizationId: string, userId: string): Promise<void> {
  await sql`SELECT tenantry.note_sync(${organizationId}, 'member', ${userId}, NULL)`.execute(tx)
}

async function note(
  tx: Tx,
  organizationId: string,
  action: string,
  target: string,
  now: Date,
  type = 'user',
): Promise<void> {
  await sql`
    INSERT INTO audit_events (id, organization_id, action, target_type, target_id, data, created_at)
    VALUES (${uuidv7()}, ${organizationId}, ${action}, ${type}, ${target}, '{"by":"provider"}', ${now})`.execute(tx)
}
