import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../database/database.ts'
import { ADMIN_ROLE, TRUE } from '../database/literals.ts'
import { momentKey, momentOf } from '../database/moment-key.ts'
import { COUNTED, type RowKey } from '../http/page.ts'

/** Which members a list is about. */
export interface MemberFilter {
  readonly organizationId: string
  readonly search: string | undefined
  readonly role: string | undefined
  readonly team_id: string | undefined
}

/** What a list is sorted by, the other way round with a minus; ties are broken by the id. */
export type MemberSort = 'name' | '-name' | 'joined_at' | '-joined_at'

export interface MemberPage extends MemberFilter {
  readonly sort: MemberSort
  /** The row that the page comes after; null for the first page. */
  readonly after: RowKey | null
  readonly rows: number
}

const byName = {
  column: 'm.sort_name',
  key: sql<string>`m.sort_name`,
  parameter: (key: string) => sql`${key}::text`,
} as const
const byMoment = { column: 'm.created_at', key: momentKey('m.created_at'), parameter: momentOf } as const
const orders = {
  name: { ...byName, direction: 'asc', beyond: sql`>` },
  '-name': { ...byName, direction: 'desc', beyond: sql`<` },
  joined_at: { ...byMoment, direction: 'asc', beyond: sql`>` },
  '-joined_at': { ...byMoment, direction: 'desc', beyond: sql`<` },
} as const satisfies Readonly<Record<MemberSort, unknown>>

/** One page of members, with the names around them. `sort_key` is what the page is sorted by. */
export function pageOfMembers(tx: Tx, page: MemberPage) {
  const { column, key, direction } = orders[page.sort]
  const ids = page.search === undefined ? walked(tx, page) : found(tx, page, page.rows)
  return withNames(tx)
    .innerJoin(ids.as('page'), 'page.id', 'm.id')
    .select(key.as('sort_key'))
    .orderBy(column, direction)
    .orderBy('m.id', direction)
    .execute()
}

/** A member with the names around it; undefined when there is none of that organization. */
export function findMember(tx: Tx, organizationId: string, userId: string) {
  return withNames(tx)
    .where('m.organization_id', '=', organizationId)
    .where('m.user_id', '=', userId)
    .executeTakeFirst()
}

export type FoundMember = Awaited<ReturnType<typeof findMember>> & {}

function withNames(tx: Tx) {
  return tx
    .selectFrom('user_organizations as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .leftJoin('teams as t', 't.id', 'm.team_id')
    .select(['m.id', 'm.user_id', 'm.role', 'm.team_id', 'm.is_active', 'm.joined_via', 'm.created_at'])
    .select(['u.email', 'u.full_name', 't.name as team_name'])
}

function filtered(tx: Tx, { organizationId, role, team_id }: MemberFilter) {
  let members = tx.selectFrom('user_organizations as m').select('m.id').where('m.organization_id', '=', organizationId)
  if (role !== undefined) members = members.where('m.role', '=', role)
  if (team_id !== undefined) members = members.where('m.team_id', '=', team_id)
  return members
}

function walked(tx: Tx, { sort, after, rows, ...filter }: MemberPage) {
  const { column, parameter, beyond, direction } = orders[sort]
  let page = filtered(tx, filter)
  if (after)
    page = page.where(sql<boolean>`(${sql.ref(column)}, m.id) ${beyond} (${parameter(after.value)}, ${after.id}::uuid)`)
  return page.orderBy(column, direction).orderBy('m.id', direction).limit(rows)
}

function found(tx: Tx, filter: MemberFilter & Partial<MemberPage>, rows: number) {
  const { organizationId, search, role = null, team_id = null, sort = null, after = null } = filter
  const members: RawBuilder<{ id: string }> = sql`tenantry.find_members(${organizationId}::uuid, ${search}::text,
    ${role}::text, ${team_id}::uuid, ${sort}::text, ${after?.value ?? null}::text, ${after?.id ?? null}::uuid, ${rows}::integer)`
  return tx.selectFrom(members.as<'f'>(sql`f(id)`)).select('f.id')
}

/** How many members an organization has, and how many of them a filter leaves, counted up to one more than `COUNTED`. */
export async function countMembers(tx: Tx, filter: MemberFilter): Promise<{ members: number; found: number | null }> {
  const { search, role, team_id } = filter
  const isFiltered = search !== undefined || role !== undefined || team_id !== undefined
  // In the order of an index, along which PostgreSQL stops where the counting does; in none it collects all that the filter leaves.
  const walkedOn = filtered(tx, filter).orderBy('m.sort_name').orderBy('m.id')
  const some = search === undefined ? walkedOn.limit(COUNTED + 1) : found(tx, filter, COUNTED + 1)
  const count = tx.selectFrom(some.as('some')).select(sql<number>`count(*)::integer`.as('count'))
  return tx
    .selectFrom('organizations')
    .select(['members', (isFiltered ? count : sql<null>`NULL`).as('found')])
    .where('id', '=', filter.organizationId)
    .executeTakeFirstOrThrow()
}

/** How many active admins an organization has: one, or two for any more. */
export async function countAdmins(tx: Tx, organizationId: string): Promise<number> {
  const admins = tx.selectFrom('user_organizations').select('id').where('organization_id', '=', organizationId)
  const rows = await admins.where('role', '=', ADMIN_ROLE).where('is_active', '=', TRUE).limit(2).execute()
  return rows.length
}

/** What of a membership its organization may change. */
export interface MemberChange {
  readonly role?: string | undefined
  readonly team_id?: string | null | undefined
  readonly is_active?: boolean | undefined
}

export async function changeMember(tx: Tx, membershipId: string, change: MemberChange, now: Date): Promise<void> {
  await tx
    .updateTable('user_organizations')
    .set({ ...change, updated_at: now })
    .where('id', '=', membershipId)
    .execute()
}

/** Ends a membership; the database passes a default on. */
export async function deleteMember(tx: Tx, membershipId: string): Promise<void> {
  await tx.deleteFrom('user_organizations').where('id', '=', membershipId).execute()
}

/** The organization that somebody begins in; null for those without any. */
export async function defaultOf(tx: Tx, userId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('user_organizations')
    .select('organization_id')
    .where('user_id', '=', userId)
    .where('is_default', '=', TRUE)
    .executeTakeFirst()
  return row?.organization_id ?? null
}
