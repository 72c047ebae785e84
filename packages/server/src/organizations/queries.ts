import { ADMIN } from '@tenantry/core'
import { type Expression, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Tx } from '../database/database.ts'
import { PENDING, TRUE } from '../database/literals.ts'
import type { JoinedVia } from '../database/tables.ts'
import { type Principal, provedDomain, provedEmail } from '../users/principal.ts'

/** Everything that `organization-status` tells, in one statement. */
export async function statusOf(tx: Tx, principal: Principal, now: Date) {
  return tx
    .selectNoFrom((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('user_organizations as m')
          .innerJoin('organizations as o', 'o.id', 'm.organization_id')
          .select(['m.organization_id', 'm.role', 'm.is_default', 'm.is_active', 'm.joined_via', 'o.name', 'o.slug'])
          .where('m.user_id', '=', principal.userId)
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
          .where('i.email', '=', provedEmail(principal))
          .where('i.status', '=', PENDING)
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
    .where('m.is_active', '=', TRUE)
    .executeTakeFirst()
}

/**
 * Takes an organization's turn, then asks what the caller is there, and its name; undefined for strangers. In this order: whoever
 * waited may have been demoted meanwhile, and behind the lock it stays so until the transaction ends.
 */
export async function lockedStanding(tx: Tx, { userId, superAdmin }: Principal, organizationId: string) {
  const [, found] = await Promise.all([
    lockOrganization(tx, organizationId),
    tx
      .selectFrom('organizations as o')
      .leftJoin('user_organizations as m', (join) =>
        join.onRef('m.organization_id', '=', 'o.id').on('m.user_id', '=', userId).on('m.is_active', '=', TRUE),
      )
      .select(['m.id as membership_id', 'm.role', 'o.name', 'o.slug'])
      .where('o.id', '=', organizationId)
      .executeTakeFirst(),
  ])
  const role = superAdmin ? ADMIN : found?.role
  return found && role ? { ...found, role } : undefined
}

/** What the members of an organization see of it. */
export function detailsOf(tx: Tx, organizationId: string) {
  return tx
    .selectFrom('organizations as o')
    .innerJoin('organization_settings as s', 's.organization_id', 'o.id')
    .select([
      'o.id',
      'o.name',
      'o.slug',
      'o.google_domain',
      'o.country_code',
      'o.logo_url',
      'o.members',
      'o.active_members',
      'o.created_at',
    ])
    .select('s.member_limit as seats')
    .where('o.id', '=', organizationId)
    .executeTakeFirst()
}

export interface OrganizationChange {
  readonly name: string
  readonly slug: string
  readonly country_code: string
  readonly google_domain: string | null
  readonly logo_url: string | null
}

export async function changeOrganization(tx: Tx, organizationId: string, change: OrganizationChange, now: Date) {
  await tx
    .updateTable('organizations')
    .set({ ...change, updated_at: now })
    .where('id', '=', organizationId)
    .execute()
}

/** Deletes an organization; the database deletes what belongs to it, and passes its members' defaults on. */
export async function deleteOrganization(tx: Tx, organizationId: string) {
  await tx.deleteFrom('organizations').where('id', '=', organizationId).execute()
}

/** How an organization works, as its members may know. */
export function settingsOf(tx: Tx, organizationId: string) {
  return tx
    .selectFrom('organization_settings')
    .select(['require_google_domain', 'member_limit', 'locale'])
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()
}

export interface SettingsChange {
  readonly require_google_domain: boolean
  readonly locale: string
}

export async function changeSettings(tx: Tx, organizationId: string, change: SettingsChange, now: Date) {
  await tx
    .updateTable('organization_settings')
    .set({ ...change, updated_at: now })
    .where('organization_id', '=', organizationId)
    .execute()
}

/** Tells whether one more member can be active in an organization of the caller's; after the lock, it stays so. */
export async function hasFreeSeat(tx: Tx, organizationId: string): Promise<boolean> {
  const { rows } = await sql<{ free: boolean }>`
    SELECT seats IS NULL OR taken < seats AS free FROM tenantry.seats(${organizationId}::uuid)`.execute(tx)
  return rows[0]?.free === true
}

/** Makes changes of one organization take turns; always before the lock of a user. */
export async function lockOrganization(tx: Tx, organizationId: string): Promise<void> {
  await sql`SELECT tenantry.lock_organization(${organizationId}::uuid)`.execute(tx)
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

/** Tells whether the caller's proved address, or the want of one, is no reason for an organization to keep them out. */
export async function admits(tx: Tx, organizationId: string): Promise<boolean> {
  const { rows } = await sql<{
    admitted: boolean
  }>`SELECT tenantry.admits(${organizationId}::uuid) AS admitted`.execute(tx)
  return rows[0]?.admitted === true
}

export interface NewOrganization {
  readonly id: string
  readonly name: string
  readonly slug: string
  readonly google_domain: string | null
  readonly country_code: string
  readonly logo_url: string | null
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

export interface NewMembership {
  readonly id: string
  readonly user_id: string
  readonly organization_id: string
  readonly role: string
  readonly team_id: string | null | Expression<string | null>
  readonly joined_via: JoinedVia
  readonly invitation_id: string | null
}

/** Adds a membership, and answers it as it is: the database makes a user's first one the default. */
export function insertMembership(tx: Tx, membership: NewMembership, now: Date) {
  return tx
    .insertInto('user_organizations')
    .values({ ...membership, created_at: now, updated_at: now })
    .returning(['is_default', 'team_id'])
    .executeTakeFirstOrThrow()
}

/** Moves the default of a locked user: the old one first, so that there are never two. */
export async function moveDefault(tx: Tx, userId: string, organizationId: string, now: Date) {
  const mine = tx.updateTable('user_organizations').where('user_id', '=', userId)
  await Promise.all([
    mine.set({ is_default: false, updated_at: now }).where('is_default', '=', TRUE).execute(),
    mine.set({ is_default: true, updated_at: now }).where('organization_id', '=', organizationId).execute(),
  ])
}

/** Which of these slugs belong to somebody, of whatever tenant. */
export async function takenSlugs(tx: Tx, slugs: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ slug: string }>`
    SELECT slug FROM tenantry.taken_slugs(${[...slugs]}::text[]) AS slug`.execute(tx)
  return new Set(rows.map((row) => row.slug))
}

/** The organizations that own the domain of the caller's verified address, take it, and that the caller is not in; the oldest twenty. */
export function joinable(tx: Tx, principal: Principal) {
  return openTo(tx, principal).orderBy('o.created_at').orderBy('o.id').limit(20).execute()
}

/** The one of these organizations that the caller asks for, however many there are. */
export function joinableOne(tx: Tx, principal: Principal, organizationId: string) {
  return openTo(tx, principal).where('o.id', '=', organizationId).executeTakeFirst()
}

function openTo(tx: Tx, principal: Principal) {
  const { userId } = principal
  return tx
    .selectFrom('organization_domains as d')
    .innerJoin('organizations as o', 'o.id', 'd.organization_id')
    .leftJoin('membership_requests as r', (join) =>
      join.onRef('r.organization_id', '=', 'o.id').on('r.user_id', '=', userId).on('r.status', '=', PENDING),
    )
    .select(['o.id', 'o.name', 'o.slug', 'd.verified_by', 'r.id as request_id'])
    .where('d.domain', '=', provedDomain(principal))
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
}
