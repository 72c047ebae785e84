import { type SqlBool, sql } from 'kysely'
import type { Tx } from '../database/database.ts'
import { momentKey, momentOf } from '../database/moment-key.ts'
import { COUNTED, type RowKey } from '../http/page.ts'

/** Which events of an organization a list is about. */
export interface EventFilter {
  readonly organizationId: string
  /** A noun alone stands for all that became of it. */
  readonly action: string | undefined
  readonly actor_id: string | undefined
  readonly target_id: string | undefined
  /** The first moment. */
  readonly from: Date | null
  /** The moment after the last one. */
  readonly to: Date | null
}

export interface EventPage extends EventFilter {
  /** The row that the page comes after; null for the first page. */
  readonly after: RowKey | null
  readonly rows: number
}

function eventsIn(tx: Tx, { organizationId, action, actor_id, target_id, from, to }: EventFilter) {
  let events = tx.selectFrom('audit_events as e').where('e.organization_id', '=', organizationId)
  if (action?.includes('.')) events = events.where('e.action', '=', action)
  // From `member.` up to `member/`, the next character after the dot: an index walks just those.
  else if (action) events = events.where('e.action', '>', `${action}.`).where('e.action', '<', `${action}/`)
  if (actor_id !== undefined) events = events.where('e.actor_id', '=', actor_id)
  if (target_id !== undefined) events = events.where('e.target_id', '=', target_id)
  if (from !== null) events = events.where('e.created_at', '>=', from)
  if (to !== null) events = events.where('e.created_at', '<', to)
  return events
}

/** One page of an organization's events, the newest first; `sort_key` is what the page is sorted by. */
export function pageOfEvents(tx: Tx, { after, rows, ...filter }: EventPage) {
  const page = eventsIn(tx, filter)
    .select(['e.id', 'e.action', 'e.actor_id', 'e.target_type', 'e.target_id', 'e.data', 'e.ip', 'e.created_at'])
    .$if(after !== null, (query) =>
      query.where(sql<SqlBool>`(e.created_at, e.id) < (${momentOf(after?.value ?? '')}, ${after?.id}::uuid)`),
    )
    .orderBy('e.created_at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(rows)
  return tx
    .selectFrom(page.as('e'))
    .leftJoin('users as u', 'u.id', 'e.actor_id')
    .selectAll('e')
    .select(['u.full_name as actor_name', 'u.email as actor_email', momentKey('e.created_at').as('sort_key')])
    .orderBy('e.created_at', 'desc')
    .orderBy('e.id', 'desc')
    .execute()
}

/** How many events a filter leaves, counted up to one more than `COUNTED`. */
export async function countEvents(tx: Tx, filter: EventFilter): Promise<number> {
  const { count } = await tx
    .selectFrom(
      eventsIn(tx, filter)
        .select('e.id')
        .limit(COUNTED + 1)
        .as('some'),
    )
    .select(sql<number>`count(*)::integer`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}
