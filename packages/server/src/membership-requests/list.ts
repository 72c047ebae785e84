import type { contract } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { isMomentKey } from '../database/moment-key.ts'
import { pageOf, readCursor, totalOf } from '../http/page.ts'
import { countRequests, pageOfRequests } from './queries.ts'
import { showRequest } from './show-request.ts'

/** Lists the membership requests of an organization, each with what the caller may do with it. */
export const list: Handler<typeof contract.membershipRequests.list> = async ({ params, query }, context) => {
  const { tx, principal, policy } = context
  const { cursor, limit, status } = query
  const filter = { organizationId: params.organizationId, status }
  const after = readCursor(cursor, isMomentKey)
  const [found, counted] = await Promise.all([
    pageOfRequests(tx, { ...filter, after, rows: limit + 1 }),
    countRequests(tx, filter),
  ])
  const { rows, next_cursor } = pageOf(found, limit, ({ sort_key, id }) => ({ value: sort_key, id }))
  const caller = principal.standing?.role ?? ''
  return {
    requests: rows.map((request) => showRequest(request, policy.roles, caller)),
    next_cursor,
    ...totalOf(counted),
  }
}
