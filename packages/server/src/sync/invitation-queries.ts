import { sql } from 'kysely'
import type { Database } from '../database/database.ts'
import type { SyncItem } from './queries.ts'

type Own = Pick<Database, 'kysely'>

/** An invitation that somebody asked the provider for, as far as it is not over there. */
export interface AskedInvitation {
  readonly id: string
  readonly invitation_id: string
  readonly status: 'asked' | 'sent'
  readonly provider_id: string | null
  /** Since when it may be under way, though nobody heard the answer. */
  readonly attempted_at: Date | null
  /** Whether it is the one that should wait for the address. */
  readonly is_wanted: boolean
  readonly role: string
  readonly ends_at: Date
  readonly expires_at: Date
  /** The inviter's subject at the provider. */
  readonly inviter: string | null
}

/** Everything that was asked of the provider for one address and is not over, the oldest first. */
export async function askedFor(
  { kysely }: Own,
  { organization_id, subject: email }: Pick<SyncItem, 'organization_id' | 'subject'>,
  issuers: readonly string[],
  now: Date,
): Promise<readonly AskedInvitation[]> {
  const { rows } = await sql<AskedInvitation>`
    SELECT p.id, p.invitation_id, p.status, p.provider_id, p.attempted_at, p.ends_at, i.role, i.expires_at,
      i.status = 'pending' AND i.expires_at > ${now} AND NOT EXISTS (
        SELECT FROM provider_invitations later WHERE later.invitation_id = i.id AND later.id > p.id
      ) AS is_wanted,
      (SELECT s.subject FROM identities s WHERE s.user_id = i.invited_by AND s.provider = ANY(${issuers}::text[]) LIMIT 1) AS inviter
    FROM provider_invitations p JOIN invitations i ON i.id = p.invitation_id
    WHERE p.organization_id = ${organization_id} AND p.email = ${email} AND p.status IN ('asked', 'sent') ORDER BY p.id`.execute(
    kysely,
  )
  return rows
}

/** Whether the provider's id is one that was noted before. */
export async function isNoted({ kysely }: Own, organizationId: string, providerId: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM provider_invitations WHERE organization_id = ${organizationId} AND provider_id = ${providerId} LIMIT 1`.execute(
    kysely,
  )
  return rows.length > 0
}

/** Notes that one is about to be sent: from here on it may be there. */
export async function noteAttempt({ kysely }: Own, id: string, now: Date): Promise<void> {
  await kysely.updateTable('provider_invitations').set({ attempted_at: now }).where('id', '=', id).execute()
}

/** Notes that it was sent; who accepted it meanwhile did so. */
export async function noteSent({ kysely }: Own, id: string, providerId: string, endsAt: Date): Promise<void> {
  await sql`
    WITH sent AS (
      UPDATE provider_invitations SET provider_id = ${providerId}, ends_at = ${endsAt},
        status = CASE status WHEN 'asked' THEN 'sent' ELSE status END
      WHERE id = ${id} RETURNING invitation_id
    )
    UPDATE invitations SET delivery_status = 'sent', delivery_error = NULL WHERE id IN (SELECT invitation_id FROM sent)`.execute(
    kysely,
  )
}

interface Failure {
  /** The provider's own code, else the kind of its refusal. */
  readonly reason: string
  /** Whether it may have been sent all the same. */
  readonly isUnknown: boolean
  /** Whether it will be refused again. */
  readonly isFinal: boolean
}

/** Notes that it was not sent, for the admins to see. */
export async function noteUnsent({ kysely }: Own, id: string, failure: Failure, now: Date): Promise<void> {
  const { reason, isUnknown, isFinal } = failure
  await sql`
    WITH unsent AS (
      UPDATE provider_invitations SET attempted_at = CASE WHEN ${isUnknown}::boolean THEN attempted_at END,
        status = CASE WHEN ${isFinal}::boolean THEN 'refused' ELSE status END,
        ended_at = CASE WHEN ${isFinal}::boolean THEN ${now}::timestamptz END
      WHERE id = ${id} AND status = 'asked' RETURNING invitation_id
    )
    UPDATE invitations SET delivery_status = 'failed', delivery_error = ${reason}
    WHERE id IN (SELECT invitation_id FROM unsent) AND status = 'pending'`.execute(kysely)
}

/** Notes that it waits at the provider no more. */
export async function noteOver({ kysely }: Own, id: string, now: Date): Promise<void> {
  await kysely
    .updateTable('provider_invitations')
    .set({ status: 'over', ended_at: now })
    .where('id', '=', id)
    .where('status', 'in', ['asked', 'sent'])
    .execute()
}

/** Notes that its term is longer by now. */
export async function noteTerm({ kysely }: Own, id: string, endsAt: Date): Promise<void> {
  await kysely.updateTable('provider_invitations').set({ ends_at: endsAt }).where('id', '=', id).execute()
}

/** Makes due what waits at the provider beyond its term: not every provider ends invitations by itself. */
export async function noteEnded({ kysely }: Own, now: Date): Promise<void> {
  await sql`
    INSERT INTO sync_items (organization_id, kind, target_id, subject, created_at, next_at)
    SELECT DISTINCT organization_id, 'invitation',
      left(encode(sha256(convert_to(email, 'UTF8')), 'hex'), 32)::uuid, email, ${now}::timestamptz, ${now}::timestamptz
    FROM provider_invitations WHERE status = 'sent' AND ends_at <= ${now}
    ON CONFLICT DO NOTHING`.execute(kysely)
}
