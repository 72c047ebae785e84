import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'
import type { Origin } from './origin.ts'

interface Arrival {
  /** The provider's id of the organization. */
  readonly organizationId: string
  readonly subject: string
  /** Every role of ours that theirs stands for; null when they are no member. */
  readonly roles: readonly string[] | null
  /** The invitation of ours that they accepted there, when that is known. */
  readonly invitationId: string | null
}

/** Keeps what somebody became who was never seen here, or is no member, for the day they come; what comes late changes nothing. */
export async function noteArrival(
  tx: Tx,
  { organizationId, subject, roles, invitationId }: Arrival,
  { issuers, at }: Origin,
): Promise<void> {
  await sql`
    INSERT INTO provider_arrivals AS a (organization_id, subject, issuers, roles, invitation_id, changed_at)
    SELECT organization_id, ${subject}, ${issuers}::text[], ${roles}::text[], ${invitationId}::uuid, ${at}
    FROM provider_organizations WHERE provider_id = ${organizationId}
    ON CONFLICT (organization_id, subject) DO UPDATE SET issuers = excluded.issuers, roles = excluded.roles,
      invitation_id = coalesce(excluded.invitation_id, a.invitation_id), changed_at = excluded.changed_at
    WHERE excluded.changed_at >= a.changed_at`.execute(tx)
}

/** Keeps that somebody never seen here is a member of no other organizations than these. */
export async function leaveOthers(
  tx: Tx,
  subject: string,
  organizationIds: readonly string[],
  { issuers, at }: Origin,
): Promise<void> {
  await sql`
    UPDATE provider_arrivals a SET roles = NULL, changed_at = ${at}
    FROM provider_organizations p
    WHERE p.organization_id = a.organization_id AND a.subject = ${subject} AND a.issuers && ${issuers}::text[]
      AND a.changed_at < ${at} AND p.provider_id <> ALL (${organizationIds}::text[])`.execute(tx)
}

interface Admission {
  readonly organization_id: string
  readonly user_id: string
  readonly roles: readonly string[]
  readonly invitation_id: string | null
}

/** Makes somebody a member, by an invitation that the provider sent where there is one; what is not let in here is told to the provider. */
export async function admit(tx: Tx, { organization_id, user_id, roles, invitation_id }: Admission, at: Date) {
  await sql`
    SELECT tenantry.admit(${organization_id}, ${user_id}, ${roles}::text[], ${at}, ${invitation_id}::uuid)`.execute(tx)
}

/** Forgets what somebody was to become who has no account at the provider any more. */
export async function forgetArrivals(tx: Tx, subject: string, { issuers }: Origin): Promise<void> {
  await sql`DELETE FROM provider_arrivals WHERE subject = ${subject} AND issuers && ${issuers}::text[]`.execute(tx)
}
