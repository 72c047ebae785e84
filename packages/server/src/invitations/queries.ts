import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'
import { PENDING } from '../database/literals.ts'
import { type Principal, provedEmail } from '../users/principal.ts'

const visible = (tx: Tx) =>
  tx
    .selectFrom('invitations as i')
    // An invitation that no longer waits opens no names around it, and is still there to say why.
    .leftJoin('organizations as o', 'o.id', 'i.organization_id')
    .leftJoin('teams as t', 't.id', 'i.team_id')
    .leftJoin('users as u', 'u.id', 'i.invited_by')
    .select([
      'i.id',
      'i.organization_id',
      'i.email',
      'i.role',
      'i.team_id',
      'i.status',
      'i.invited_by',
      'i.expires_at',
      'i.created_at',
      'i.token_shown',
      sql<string>`coalesce(o.name, '')`.as('organization_name'),
      sql<string>`coalesce(o.slug, '')`.as('organization_slug'),
      'o.logo_url as organization_logo_url',
      't.name as team_name',
      'u.full_name as inviter_name',
      'u.email as inviter_email',
    ])

/** An invitation with the names around it. */
export type FoundInvitation = Awaited<ReturnType<typeof findById>> & {}

export function findById(tx: Tx, id: string) {
  return visible(tx).where('i.id', '=', id).executeTakeFirst()
}

/** Finds the invitation whose token came with the request: `enter` keeps its hash where requests cannot read others. */
export function findHeld(tx: Tx) {
  return visible(tx).where('i.id', '=', sql<string>`tenantry.held_invitation()`).executeTakeFirst()
}

/** Tells whether an invitation exists that the caller may not see. */
export async function exists(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`SELECT tenantry.invitation_exists(${id}::uuid) AS found`.execute(tx)
  return rows[0]?.found === true
}

/** What waits for the caller's verified address, oldest first. */
export function pendingFor(tx: Tx, principal: Principal, now: Date) {
  return visible(tx)
    .where('i.email', '=', provedEmail(principal))
    .where('i.status', '=', PENDING)
    .where('i.expires_at', '>', now)
    .orderBy('i.created_at')
    .orderBy('i.id')
    .execute()
}

/** Accepts in one conditional statement, so that of many at once exactly one succeeds. */
export async function markAccepted(tx: Tx, id: string, userId: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('invitations')
    .set({ status: 'accepted', accepted_at: now, accepted_by: userId, updated_at: now })
    .where('id', '=', id)
    .where('status', '=', PENDING)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** The team that an invitation is to, for another statement to ask. */
export function teamInvitedTo(tx: Tx, id: string) {
  return tx.selectFrom('invitations').select('team_id').where('id', '=', id).$asScalar()
}

export async function markDeclined(tx: Tx, id: string, reason: string | null, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('invitations')
    .set({ status: 'declined', declined_at: now, decline_reason: reason, updated_at: now })
    .where('id', '=', id)
    .where('status', '=', PENDING)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/**
 * What is known, before inviting: which of these addresses are members, which have an invitation that waits, which of these
 * teams there are, and which domain an address must have, if any.
 */
export async function knownRecipients(
  tx: Tx,
  organizationId: string,
  emails: readonly string[],
  teamIds: readonly string[],
) {
  const members = tx
    .selectFrom('user_organizations as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .where('m.organization_id', '=', organizationId)
    .where('u.email', '=', sql<string>`ANY (${[...emails]}::text[])`)
    .where('u.email_confirmed_at', 'is not', null)
    .select(['u.email as key', sql<string>`'member'`.as('kind'), sql<string | null>`NULL::text`.as('name')])
  const waiting = tx
    .selectFrom('invitations')
    .where('organization_id', '=', organizationId)
    .where('email', '=', sql<string>`ANY (${[...emails]}::text[])`)
    .where('status', '=', PENDING)
    .select(['email as key', sql<string>`'waiting'`.as('kind'), sql<string | null>`NULL::text`.as('name')])
  const teams = tx
    .selectFrom('teams')
    .where('organization_id', '=', organizationId)
    .where('id', '=', sql<string>`ANY (${[...teamIds]}::uuid[])`)
    .select([sql<string>`id::text`.as('key'), sql<string>`'team'`.as('kind'), 'name'])
  const domain = tx
    .selectFrom('organizations as o')
    .innerJoin('organization_settings as s', 's.organization_id', 'o.id')
    .where('o.id', '=', organizationId)
    .where('s.require_google_domain', '=', true)
    .select(['o.google_domain as key', sql<string>`'domain'`.as('kind'), sql<string | null>`NULL::text`.as('name')])
  return members.unionAll(waiting).unionAll(teams).unionAll(domain).execute()
}

/** Ends invitations that nobody answered in time, so that the address can be invited anew. */
export async function expire(tx: Tx, organizationId: string, emails: readonly string[], now: Date) {
  await tx
    .updateTable('invitations')
    .set({ status: 'expired', updated_at: now })
    .where('organization_id', '=', organizationId)
    .where('email', '=', sql<string>`ANY (${[...emails]}::text[])`)
    .where('status', '=', PENDING)
    .where('expires_at', '<=', now)
    .execute()
}

export interface NewInvitation {
  readonly id: string
  readonly organization_id: string
  readonly email: string
  readonly role: string
  readonly team_id: string | null
  readonly token_hash: string
  readonly invited_by: string
  readonly expires_at: Date
}

export async function insertInvitations(tx: Tx, invitations: readonly NewInvitation[], now: Date) {
  const rows = invitations.map((invitation) => ({ ...invitation, created_at: now, updated_at: now }))
  await tx.insertInto('invitations').values(rows).execute()
}
