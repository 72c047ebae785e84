import { type SqlBool, sql } from 'kysely'
import type { Tx } from '../database/database.ts'
import { PENDING } from '../database/literals.ts'
import { momentKey, momentOf } from '../database/moment-key.ts'
import { COUNTED, type RowKey } from '../http/page.ts'

/** Which membership requests of an organization a list is about. */
export interface RequestFilter {
  readonly organizationId: string
  readonly status: 'pending' | 'approved' | 'denied'
}

export interface RequestPage extends RequestFilter {
  /** The row that the page comes after; null for the first page. */
  readonly after: RowKey | null
  readonly rows: number
}

const asked = (tx: Tx, organizationId: string) =>
  tx
    .selectFrom('membership_requests as r')
    .where('r.organization_id', '=', organizationId)
    .select(['r.id', 'r.organization_id', 'r.user_id', 'r.status', 'r.created_at', 'r.decided_at', 'r.decided_by'])

const named = (tx: Tx, requests: ReturnType<typeof asked>) =>
  tx
    .selectFrom(requests.as('r'))
    .innerJoin('users as u', 'u.id', 'r.user_id')
    .leftJoin('users as d', 'd.id', 'r.decided_by')
    .leftJoin('user_organizations as m', (join) =>
      join.onRef('m.user_id', '=', 'r.user_id').onRef('m.organization_id', '=', 'r.organization_id'),
    )
    .select(['r.id', 'r.user_id', 'r.status', 'r.created_at', 'r.decided_at', 'r.decided_by', 'u.full_name', 'u.email'])
    .select(['d.full_name as decider_name', 'd.email as decider_email', sql<boolean>`m.id IS NOT NULL`.as('is_member')])

/** One page of an organization's membership requests, the newest first; `sort_key` is what the page is sorted by. */
export function pageOfRequests(tx: Tx, { organizationId, status, after, rows }: RequestPage) {
  const page = asked(tx, organizationId)
    .where('r.status', '=', status)
    .$if(after !== null, (query) =>
      query.where(sql<SqlBool>`(r.created_at, r.id) < (${momentOf(after?.value ?? '')}, ${after?.id}::uuid)`),
    )
    .orderBy('r.created_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(rows)
  return named(tx, page)
    .select(momentKey('r.created_at').as('sort_key'))
    .orderBy('r.created_at', 'desc')
    .orderBy('r.id', 'desc')
    .execute()
}

/** How many membership requests a filter leaves, counted up to one more than `COUNTED`. */
export async function countRequests(tx: Tx, { organizationId, status }: RequestFilter): Promise<number> {
  const some = tx
    .selectFrom('membership_requests')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('status', '=', status)
    .limit(COUNTED + 1)
  const { count } = await tx
    .selectFrom(some.as('some'))
    .select(sql<number>`count(*)::integer`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** A membership request with the names around it. */
export type FoundRequest = Awaited<ReturnType<typeof findRequest>> & {}

/**
 * A membership request, and whether whoever asks could come in now: `admitted` unless the organization requires a domain that
 * their proved address is not of, `free` while there is a seat.
 */
export function findRequest(tx: Tx, organizationId: string, id: string) {
  return named(tx, asked(tx, organizationId).where('r.id', '=', id))
    .innerJoin('organizations as o', 'o.id', 'r.organization_id')
    .innerJoin('organization_settings as s', 's.organization_id', 'o.id')
    .select(sql<string | null>`CASE WHEN u.email_confirmed_at IS NOT NULL THEN u.email END`.as('proved_email'))
    .select([
      sql<boolean>`NOT s.require_google_domain OR coalesce(
        u.email_confirmed_at IS NOT NULL AND split_part(u.email, '@', 2) = o.google_domain, false)`.as('admitted'),
      sql<boolean>`(SELECT seats IS NULL OR taken < seats FROM tenantry.seats(r.organization_id))`.as('free'),
    ])
    .executeTakeFirst()
}

/** Asks the admins to let the caller in; the database keeps the second of two requests that wait. */
export async function insertRequest(
  tx: Tx,
  request: { id: string; organization_id: string; user_id: string },
  now: Date,
) {
  await tx
    .insertInto('membership_requests')
    .values({ ...request, created_at: now })
    .execute()
}

export interface Decision {
  readonly status: 'approved' | 'denied'
  readonly decided_at: Date
  readonly decided_by: string
}

/** Decides on a request that waits; the organization is locked, so that it still does. */
export async function decide(tx: Tx, id: string, decision: Decision): Promise<void> {
  await tx.updateTable('membership_requests').set(decision).where('id', '=', id).where('status', '=', PENDING).execute()
}
