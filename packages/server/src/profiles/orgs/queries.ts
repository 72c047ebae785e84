import { sql } from 'kysely'
import type { Tx } from '../../database/database.ts'
import type { InvitationTable } from '../../database/tables.ts'

const organizations = (tx: Tx) =>
  tx
    .selectFrom('organizations as o')
    .leftJoin('provider_organizations as p', 'p.organization_id', 'o.id')
    .select(['o.id', 'o.name', 'o.slug', 'o.logo_url', 'o.created_by', 'o.created_at', 'o.updated_at', 'p.provider_id'])

/** An organization with what this profile shows of it. */
export type OrganizationRow = Awaited<ReturnType<typeof organizationsOf>>[number]

export function findOrganization(tx: Tx, id: string) {
  return organizations(tx).where('o.id', '=', id).executeTakeFirst()
}

/** The organizations that somebody is an active member of, in the order of joining. */
export function organizationsOf(tx: Tx, userId: string) {
  return organizations(tx)
    .innerJoin('user_organizations as m', 'm.organization_id', 'o.id')
    .where('m.user_id', '=', userId)
    .where('m.is_active', '=', true)
    .orderBy('m.created_at')
    .orderBy('m.id')
    .execute()
}

export type MemberRow = Awaited<ReturnType<typeof membersOf>>[number]

/** The active members of an organization, in the order of joining. */
export function membersOf(tx: Tx, organizationId: string) {
  return tx
    .selectFrom('user_organizations as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['m.user_id', 'm.role', 'm.created_at', 'u.full_name', 'u.email'])
    .where('m.organization_id', '=', organizationId)
    .where('m.is_active', '=', true)
    .orderBy('m.created_at')
    .orderBy('m.id')
    .execute()
}

/** The invitations of an organization that have one of these statuses, the newest first. */
export function invitationsOf(tx: Tx, organizationId: string, statuses: readonly InvitationStatus[]) {
  return tx
    .selectFrom('invitations as i')
    .leftJoin('users as u', 'u.id', 'i.invited_by')
    .select([
      'i.id',
      'i.organization_id',
      'i.email',
      'i.role',
      'i.status',
      'i.invited_by',
      'i.expires_at',
      'i.created_at',
    ])
    .select(['u.full_name as inviter_name', 'u.email as inviter_email'])
    .select((of) =>
      of
        .selectFrom('provider_invitations as p')
        .select('p.provider_id')
        .whereRef('p.invitation_id', '=', 'i.id')
        .where('p.provider_id', 'is not', null)
        .orderBy('p.id', 'desc')
        .limit(1)
        .as('provider_id'),
    )
    .where('i.organization_id', '=', organizationId)
    .where('i.status', 'in', statuses)
    .orderBy('i.created_at', 'desc')
    .orderBy('i.id', 'desc')
    .execute()
}

/** How the database says what became of an invitation. */
export type InvitationStatus = InvitationTable['status']['__select__']

/** By what name the provider knows each of these people, as far as the caller may know. */
export async function subjectsOf(tx: Tx, people: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(people.filter((id) => id !== null))]
  const { rows } = await sql<{ user_id: string; subject: string }>`
    SELECT user_id, subject FROM tenantry.subjects(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map(({ user_id, subject }) => [user_id, subject]))
}
