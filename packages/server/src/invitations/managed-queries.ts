import type { Invitation } from '@tenantry/core'
import { type Expression, type SqlBool, sql } from 'kysely'
import type { Tx } from '../database/database.ts'
import { EXPIRED, PENDING } from '../database/literals.ts'
import { momentKey, momentOf } from '../database/moment-key.ts'
import { COUNTED, LONGEST_PAGE, type RowKey } from '../http/page.ts'

/** Which invitations of an organization a list is about. */
export interface SentFilter {
  readonly organizationId: string
  readonly status: Invitation['status'] | undefined
  /** The beginning of an address. */
  readonly search: string | undefined
  readonly now: Date
}

export interface SentPage extends SentFilter {
  /** The row that the page comes after; null for the first page. */
  readonly after: RowKey | null
  readonly rows: number
}

const sent = (tx: Tx, organizationId: string) =>
  tx
    .selectFrom('invitations as i')
    .where('i.organization_id', '=', organizationId)
    .select([
      'i.id',
      'i.organization_id',
      'i.email',
      'i.role',
      'i.team_id',
      'i.status',
      'i.delivery_status',
      'i.delivery_error',
    ])
    .select([
      'i.invited_by',
      'i.expires_at',
      'i.resent_at',
      'i.created_at',
      'i.accepted_at',
      'i.declined_at',
      'i.number',
    ])

const filtered = (tx: Tx, { search, ...filter }: SentFilter) =>
  shownAs(tx, filter).$if(search !== undefined, (query) => query.where(startsWith(search ?? '')))

function shownAs(tx: Tx, { organizationId, status, now }: Omit<SentFilter, 'search'>): ReturnType<typeof sent> {
  const all = sent(tx, organizationId)
  if (status === undefined) return all
  if (status === 'pending') return all.where('i.status', '=', PENDING).where('i.expires_at', '>', now)
  if (status !== 'expired') return all.where('i.status', '=', status)
  // Each half has an index of its own. OFFSET keeps PostgreSQL to that of the second: it believes that a third of all that wait ran
  // out, and would rather walk through them until a page is full.
  const swept = all.where('i.status', '=', EXPIRED)
  const unswept = all.where('i.status', '=', PENDING).where('i.expires_at', '<=', now).offset(sql.lit(0))
  const either = swept.unionAll(tx.selectFrom(unswept.as('late')).selectAll())
  return tx.selectFrom(either.as('i')).selectAll('i') as unknown as ReturnType<typeof sent>
}

// By bytes, as the index stands; U+10FFFF is behind every character of an address. Only A-Z are folded, as in canonical addresses.
function startsWith(search: string): Expression<SqlBool> {
  const from = search.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  return sql<SqlBool>`(i.email COLLATE "C" >= ${from}::text AND i.email COLLATE "C" < ${`${from}\u{10ffff}`}::text)`
}

const named = (tx: Tx, invitations: ReturnType<typeof sent>) =>
  tx
    .selectFrom(invitations.as('i'))
    .leftJoin('teams as t', 't.id', 'i.team_id')
    .leftJoin('users as u', 'u.id', 'i.invited_by')
    .selectAll('i')
    .select(['t.name as team_name', 'u.full_name as inviter_name', 'u.email as inviter_email'])

/** An invitation as its organization keeps it, with the names around it. */
export type SentInvitation = Awaited<ReturnType<typeof findSent>> & {}

export function findSent(tx: Tx, organizationId: string, id: string) {
  return named(tx, sent(tx, organizationId).where('i.id', '=', id)).executeTakeFirst()
}

/** One page of an organization's invitations, the newest first; `sort_key` is what the page is sorted by. */
export function pageOfSent(tx: Tx, page: SentPage) {
  return named(tx, page.search === undefined ? walked(tx, page) : found(tx, page))
    .select(momentKey('i.created_at').as('sort_key'))
    .orderBy('i.created_at', 'desc')
    .orderBy('i.id', 'desc')
    .execute()
}

const newestFirst = (invitations: ReturnType<typeof sent>): ReturnType<typeof sent> =>
  invitations.orderBy('i.created_at', 'desc').orderBy('i.id', 'desc')

function beyond(tx: Tx, { after, ...filter }: Omit<SentPage, 'rows'>): ReturnType<typeof sent> {
  if (!after) return newestFirst(filtered(tx, filter))
  const isBeyond = sql<SqlBool>`(i.created_at, i.id) < (${momentOf(after.value)}, ${after.id}::uuid)`
  return newestFirst(filtered(tx, filter).where(isBeyond))
}

const from = (tx: Tx, invitations: ReturnType<typeof sent>): ReturnType<typeof sent> =>
  tx.selectFrom(invitations.as('i')).selectAll('i') as unknown as ReturnType<typeof sent>

// PostgreSQL plans for a tenth of all rows where a limit is a parameter, so the largest one stands in the text. It walks no further
// than it is asked.
const LONGEST = sql.lit(LONGEST_PAGE + 1)
const walked = (tx: Tx, { rows, ...page }: SentPage) =>
  newestFirst(from(tx, beyond(tx, page).limit(LONGEST))).limit(rows)

// Among so many of the newest a page is looked for first, when a search finds more than are counted.
const NEWEST = sql.lit(2 * COUNTED)

// Few that a search finds are sorted. Of many a page is most likely among the newest: sorting all whose address begins with "a"
// takes longer with each.
function found(tx: Tx, { rows, ...page }: SentPage): ReturnType<typeof sent> {
  const newest = from(tx, beyond(tx, { ...page, search: undefined }).limit(NEWEST))
  const isMany = sql<SqlBool>`${counted(tx, page)} > ${sql.lit(COUNTED)}`
  const recent = newestFirst(newest.where(startsWith(page.search ?? '')).where(isMany)).limit(rows)
  const isFull = sql<SqlBool>`(SELECT count(*) FROM recent) = ${rows}`
  const inRecent = tx
    .with(
      (name) => name('recent').materialized(),
      () => recent,
    )
    .selectFrom('recent as i')
    .selectAll('i')
    .where(isFull)
  const sorted = beyond(tx, page).where(sql<SqlBool>`NOT ${isFull}`).limit(rows)
  return inRecent.unionAll(from(tx, sorted) as never) as unknown as ReturnType<typeof sent>
}

/** Some of an organization's invitations by their position (seed 004), the newest first; whoever asks bounds how far they reach. */
export function sentBetween(
  tx: Tx,
  { skip, rows, ...filter }: SentFilter & { readonly skip: number; readonly rows: number },
) {
  const page = filtered(tx, filter).orderBy('i.created_at', 'desc').orderBy('i.id', 'desc').offset(skip).limit(rows)
  return named(tx, page)
    .innerJoin('organizations as o', 'o.id', 'i.organization_id')
    .select('o.name as organization_name')
    .orderBy('i.created_at', 'desc')
    .orderBy('i.id', 'desc')
    .execute()
}

/** How many invitations a filter leaves, counted up to one more than `COUNTED`. */
export async function countSent(tx: Tx, filter: SentFilter): Promise<number> {
  const { count } = await tx.selectNoFrom(counted(tx, filter).as('count')).executeTakeFirstOrThrow()
  return count
}

function counted(tx: Tx, filter: SentFilter) {
  const some = alongIndex(filtered(tx, filter), filter).clearSelect().select('i.id')
  const count = tx.selectFrom(some.limit(COUNTED + 1).as('some')).select(sql<number>`count(*)::integer`.as('count'))
  return sql<number>`(${count})`
}

// In the order of an index PostgreSQL stops where the counting does; in none it may collect all that the filter leaves first.
function alongIndex(invitations: ReturnType<typeof sent>, { status, search }: SentFilter): ReturnType<typeof sent> {
  if (status === 'expired') return invitations
  if (search !== undefined) return invitations.orderBy(sql`i.email COLLATE "C"`)
  return invitations.orderBy('i.created_at', 'desc').orderBy('i.id', 'desc')
}

export interface Renewal {
  readonly token_hash: string
  readonly token_shown: boolean
  readonly expires_at: Date
  readonly resent_at?: Date
  readonly delivery_status?: 'queued'
  readonly delivery_error?: null
}

/** Renews in one conditional statement; false when it waits no more. */
export async function renewInvitation(tx: Tx, id: string, renewal: Renewal, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('invitations')
    .set({ ...renewal, updated_at: now })
    .where('id', '=', id)
    .where('status', '=', PENDING)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Withdraws in one conditional statement; false when it waits no more. */
export async function markRevoked(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('invitations')
    .set({ status: 'revoked', updated_at: now })
    .where('id', '=', id)
    .where('status', '=', PENDING)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
