import { canonicalEmail } from '@tenantry/core'
import type { ProviderChange } from '@tenantry/core/provider'
import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'
import { uuidv7 } from '../ids.ts'
import { admit, noteArrival } from './arrivals.ts'
import type { Origin } from './origin.ts'

interface Known {
  readonly organization_id: string
  readonly invitation_id: string
  readonly role: string
  readonly user_id: string | null
}

/**
 * Accepts an invitation here that was accepted at the provider: at once where the person is known, else when they come. One that is not
 * ours, or of another organization, means nothing.
 */
export async function adoptAcceptance(
  tx: Tx,
  change: Extract<ProviderChange, { type: 'invitation.accepted' }>,
  origin: Origin,
): Promise<void> {
  const { organizationId, invitationId, subject } = change
  const { issuers, at, now, marks } = origin
  // Whoever is quick accepts before we heard the answer to the sending, and know the id.
  const { rows } = await sql<Known>`
    WITH known AS (
      SELECT p.id FROM provider_invitations p JOIN provider_organizations o ON o.organization_id = p.organization_id
      WHERE o.provider_id = ${organizationId} AND (p.provider_id = ${invitationId} OR (
        p.provider_id IS NULL AND p.status = 'asked' AND p.attempted_at <= ${at} AND p.email = ${canonicalEmail(change.email)}
      ))
      ORDER BY p.provider_id NULLS LAST, p.id DESC LIMIT 1
    ), accepted AS (
      UPDATE provider_invitations p SET status = 'accepted', provider_id = ${invitationId}, ended_at = ${now}
      FROM known WHERE p.id = known.id RETURNING p.organization_id, p.invitation_id
    )
    SELECT a.organization_id, a.invitation_id, i.role,
      (SELECT s.user_id FROM identities s WHERE s.subject = ${subject} AND s.provider = ANY(${issuers}::text[]) LIMIT 1) AS user_id
    FROM accepted a JOIN invitations i ON i.id = a.invitation_id`.execute(tx)
  const [known] = rows
  if (!known) return
  const { organization_id, invitation_id, role, user_id } = known
  if (user_id === null)
    return noteArrival(tx, { organizationId, subject, roles: [role], invitationId: invitation_id }, origin)
  if (marks) await sql`SELECT tenantry.note_sync(${organization_id}, 'mark', ${user_id}, ${subject})`.execute(tx)
  await admit(tx, { organization_id, user_id, roles: [role], invitation_id }, at)
}

/** Takes an invitation back here that was taken back at the provider, unless it was sent anew since. */
export async function adoptRevocation(
  tx: Tx,
  { organizationId, invitationId }: Extract<ProviderChange, { type: 'invitation.revoked' }>,
  { now }: Origin,
): Promise<void> {
  await sql`
    WITH over AS (
      UPDATE provider_invitations p SET status = 'over', ended_at = ${now}
      FROM provider_organizations o
      WHERE o.organization_id = p.organization_id AND o.provider_id = ${organizationId} AND p.provider_id = ${invitationId}
        AND p.status = 'sent'
      RETURNING p.id, p.invitation_id
    ), revoked AS (
      UPDATE invitations i SET status = 'revoked', updated_at = ${now}
      FROM over WHERE i.id = over.invitation_id AND i.status = 'pending' AND NOT EXISTS (
        SELECT FROM provider_invitations later WHERE later.invitation_id = i.id AND later.id > over.id
      )
      RETURNING i.id, i.organization_id
    )
    INSERT INTO audit_events (id, organization_id, action, target_type, target_id, data, created_at)
    SELECT ${uuidv7()}::uuid, organization_id, 'invitation.revoked', 'invitation', id, '{"by":"provider"}', ${now}::timestamptz
    FROM revoked`.execute(tx)
}
