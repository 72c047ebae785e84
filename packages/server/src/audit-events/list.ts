import type { contract } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { isMomentKey } from '../database/moment-key.ts'
import { pageOf, readCursor, totalOf } from '../http/page.ts'
import { timestamp } from '../http/timestamp.ts'
import { countEvents, pageOfEvents } from './queries.ts'

/** Lists what was done in an organization, by whom and from where. */
export const list: Handler<typeof contract.auditEvents.list> = async ({ params, query }, { tx }) => {
  const { cursor, limit, from, to, ...wanted } = query
  const { action, actor_id, target_id } = wanted
  const filter = {
    organizationId: params.organizationId,
    action,
    actor_id,
    target_id,
    from: momentIn(from),
    to: momentIn(to),
  }
  const after = readCursor(cursor, isMomentKey)
  const [found, counted] = await Promise.all([
    pageOfEvents(tx, { ...filter, after, rows: limit + 1 }),
    countEvents(tx, filter),
  ])
  const { rows, next_cursor } = pageOf(found, limit, ({ sort_key, id }) => ({ value: sort_key, id }))
  const events = rows.map(({ actor_id, actor_name, actor_email, created_at, sort_key: _, ...event }) => ({
    ...event,
    // Whoever left keeps the id, by which all they did is found.
    actor: actor_id === null ? null : { user_id: actor_id, full_name: actor_name ?? '', email: actor_email },
    created_at: timestamp(created_at),
  }))
  return { events, next_cursor, ...totalOf(counted) }
}

// Nothing is older than 1970, and PostgreSQL knows neither the year 0 of ISO 8601 nor the way it writes the year 10000.
const LAST = Date.UTC(9999, 0)

function momentIn(text: string | undefined): Date | null {
  return text === undefined ? null : new Date(Math.min(Math.max(0, Date.parse(text)), LAST))
}
