import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Tx } from '../database/database.ts'
import type { Principal } from '../users/principal.ts'

/** Everything that `organization-status` tells, in one statement. */
export async function statusOf(tx: Tx, { userId, email, emailVerified }: Principal, now: Date) {
  return tx
    .selectNoFrom((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('user_organizations as m')
          .innerJoin('organizations as o', 'o.id', 'm.organization_id')
          .select(['m.organization_id', 'm.role', 'm.is_default', 'm.is_active', 'm.joined_via', 'o.name', 'o.slug'])
          .where('m.user_id', '=', userId)
          .orderBy('m.is_default', 'desc')
          .orderBy('m.created_at')
          .orderBy('m.id'),
      ).as('memberships'),
      jsonArrayFrom(
        eb
          .selectFrom('invitations as i')
          .innerJoin('organizations as o', 'o.id', 'i.organization_id')
          .leftJoin('teams as t', 't.id', 'i.team_id')
          .select(['i.id', 'i.organization_id', 'i.role', 'i.team_id', 'i.expires_at', 'o.name', 't.name as team_name'])
          // An unproved address sees nothing: anybody can claim one.
          .where('i.email', '=', emailVerified ? email : null)
          .where('i.status', '=', 'pending')
          .where('i.expires_at', '>', now)
          .orderBy('i.created_at')
          .orderBy('i.id'),
      ).as('invitations'),
    ])
    .executeTakeFirstOrThrow()
}

export function membershipOf(tx: Tx, userId: string, organizationId: string) {
  return tx
    .selectFrom('user_organizations as m')
    .innerJoin('organizations as o', 'o.id', 'm.organization_id')
    .select(['m.id', 'm.role', 'm.is_default', 'm.is_active', 'o.name', 'o.slug'])
    .where('m.user_id', '=', userId)
    .where('m.organization_id', '=', organizationId)
    .where('m.is_active', '=', true)
    .executeTakeFirst()
}

/** Makes changes of one organization take turns; always before the lock of a user. False when it is not there. */
export async function lockOrganization(tx: Tx, organizationId: string): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    SELECT tenantry.lock_organization(${organizationId}::uuid) AS there`.execute(tx)
  return rows[0]?.there === true
}

/** What keeps somebody out of an organization that is locked and whose invitation, or domain, would let them in. */
export async function obstacleTo(
  tx: Tx,
  organizationId: string,
): Promise<'DOMAIN_REQUIRED' | 'ORGANIZATION_FULL' | null> {
  const { rows } = await sql<{ admitted: boolean; free: boolean }>`
    SELECT tenantry.admits(${organizationId}::uuid) AS admitted, seats IS NULL OR taken < seats AS free
    FROM tenantry.seats(${organizationId}::uuid)`.execute(tx)
  const [row] = rows
  if (row && !row.admitted) return 'DOMAIN_REQUIRED'
  return row?.free ? null : 'ORGANIZATION_FULL'
}

export interface NewOrganization {
  readonly id: string
  readonly name: string
  readonly slug: string
  readonly google_domain: string | null
  readonly country_code: string
}

/** Adds the organization's own row; its other rows follow in the same transaction. */
export async function insertOrganization(tx: Tx, organization: NewOrganization, founderId: string, now: Date) {
  const row = { ...organization, created_by: founderId, created_at: now, updated_at: now }
  await tx.insertInto('organizations').values(row).execute()
}

export interface NewSettings {
  readonly organization_id: string
  readonly require_google_domain: boolean
  readonly member_limit: number | null
  readonly locale: string
}

export async function insertSettings(tx: Tx, settings: NewSettings, now: Date) {
  await tx
    .insertInto('organization_settings')
    .values({ ...settings, created_at: now, updated_at: now })
    .execute()
}

export interface NewDomain {
  readonly id: string
  readonly organization_id: string
  readonly domain: string
  readonly verified_by: 'email' | null
}

export async function insertDomain(tx: Tx, domain: NewDomain, now: Date) {
  const verified_at = domain.verified_by ? now : null
  await tx
    .insertInto('organization_domains')
    .values({ ...domain, verified_at, created_at: now })
    .execute()
}

export interface NewMembership {
  readonly id: string
  readonly user_id: string
  readonly organization_id: string
  readonly role: string
  readonly team_id: string | null
  readonly joined_via: 'created' | 'invitation' | 'google_domain' | 'request'
  readonly invitation_id: string | null
}

/** Adds a membership; a user's first one becomes the default. The user must be locked. Answers whether it did. */
export async function insertMembership(tx: Tx, membership: NewMembership, now: Date): Promise<boolean> {
  const first = await tx
    .selectFrom('user_organizations')
    .select('id')
    .where('user_id', '=', membership.user_id)
    .limit(1)
    .executeTakeFirst()
  const is_default = first === undefined
  await tx
    .insertInto('user_organizations')
    .values({ ...membership, is_default, created_at: now, updated_at: now })
    .execute()
  return is_default
}

/** Moves the default of a locked user: the old one first, so that there are never two. */
export async function moveDefault(tx: Tx, userId: string, organizationId: string, now: Date) {
  const mine = tx.updateTable('user_organizations').where('user_id', '=', userId)
  await mine.set({ is_default: false, updated_at: now }).where('is_default', '=', true).execute()
  await mine.set({ is_default: true, updated_at: now }).where('organization_id', '=', organizationId).execute()
}

/** Which of these slugs belong to somebody, of whatever tenant. */
export async function takenSlugs(tx: Tx, slugs: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ slug: string }>`
    SELECT slug FROM tenantry.taken_slugs(${[...slugs]}::text[]) AS slug`.execute(tx)
  return new Set(rows.map((row) => row.slug))
}

/** The organizations that own the domain of the caller's verified address, take it, and that the caller is not in. */
export function joinable(tx: Tx, { userId, email, emailVerified }: Principal) {
  const domain = emailVerified ? (email?.split('@')[1] ?? null) : null
  return tx
    .selectFrom('organization_domains as d')
    .innerJoin('organizations as o', 'o.id', 'd.organization_id')
    .leftJoin('membership_requests as r', (join) =>
      join.onRef('r.organization_id', '=', 'o.id').on('r.user_id', '=', userId).on('r.status', '=', 'pending'),
    )
    .select(['o.id', 'o.name', 'o.slug', 'd.verified_by', 'r.id as request_id'])
    .where('d.domain', '=', domain)
    .where('d.verified_at', 'is not', null)
    .where(sql<boolean>`tenantry.admits(o.id)`)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('user_organizations as m')
            .select('m.id')
            .whereRef('m.organization_id', '=', 'o.id')
            .where('m.user_id', '=', userId),
        ),
      ),
    )
    .orderBy('o.created_at')
    .orderBy('o.id')
    .limit(20)
    .execute()
}

/** Asks the admins to let the caller in; asking twice is asking once. */
export async function insertRequest(
  tx: Tx,
  request: { id: string; organization_id: string; user_id: string },
  now: Date,
) {
  await tx
    .insertInto('membership_requests')
    .values({ ...request, created_at: now })
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'user_id']).where('status', '=', 'pending').doNothing(),
    )
    .execute()
}
