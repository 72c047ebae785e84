import type { contract } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { isMomentKey } from '../database/moment-key.ts'
import { pageOf, readCursor, totalOf } from '../http/page.ts'
import { countSent, pageOfSent } from './managed-queries.ts'
import { showManaged } from './show-managed.ts'

/** Lists the invitations of an organization, each with what the caller may do about it. */
export const list: Handler<typeof contract.invitations.list> = async ({ params, query }, context) => {
  const { tx, principal, policy, now } = context
  const { cursor, limit, status, search } = query
  const filter = { organizationId: params.organizationId, status, search, now }
  const after = readCursor(cursor, isMomentKey)
  const [found, counted] = await Promise.all([
    pageOfSent(tx, { ...filter, after, rows: limit + 1 }),
    countSent(tx, filter),
  ])
  const { rows, next_cursor } = pageOf(found, limit, ({ sort_key, id }) => ({ value: sort_key, id }))
  const caller = { user_id: principal.userId, role: principal.standing?.role ?? '' }
  return {
    invitations: rows.map((invitation) => showManaged(invitation, { roles: policy.roles, caller }, now)),
    next_cursor,
    ...totalOf(counted),
  }
}
