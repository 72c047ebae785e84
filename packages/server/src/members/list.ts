import type { contract } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { isMomentKey } from '../database/moment-key.ts'
import { pageOf, readCursor, totalOf } from '../http/page.ts'
import { countAdmins, countMembers, pageOfMembers } from './queries.ts'
import { showMember } from './show-member.ts'

/** Lists members, each with what the caller may do about them. */
export const list: Handler<typeof contract.members.list> = async ({ params, query }, context) => {
  const { tx, principal, policy } = context
  const { organizationId } = params
  const { cursor, limit, sort, search, role, team_id } = query
  const filter = { organizationId, search, role, team_id }
  const after = readCursor(cursor, sort.endsWith('joined_at') ? isMomentKey : undefined)
  const [found, { members, found: some }, admins] = await Promise.all([
    pageOfMembers(tx, { ...filter, sort, after, rows: limit + 1 }),
    countMembers(tx, filter),
    countAdmins(tx, organizationId),
  ])
  const { rows, next_cursor } = pageOf(found, limit, ({ sort_key, id }) => ({ value: sort_key, id }))
  const scene = {
    roles: policy.roles,
    caller: { user_id: principal.userId, role: principal.standing?.role ?? '' },
    admins,
  }
  return {
    members: rows.map((member) => showMember(member, scene)),
    next_cursor,
    // All of them are counted by the database as they come and go.
    ...(some === null ? { total: members, total_is_exact: true } : totalOf(some)),
  }
}
