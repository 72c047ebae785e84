import type { contract } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { pageOf, readCursor, totalOf } from '../http/page.ts'
import { countTeams, pageOfTeams } from './queries.ts'
import { showTeam } from './show-team.ts'

/** Lists the teams of an organization by name, each with what the caller may do with it. */
export const list: Handler<typeof contract.teams.list> = async ({ params, query }, { tx, principal, policy }) => {
  const { organizationId } = params
  const { cursor, limit } = query
  const [found, counted] = await Promise.all([
    pageOfTeams(tx, { organizationId, after: readCursor(cursor), rows: limit + 1 }),
    countTeams(tx, organizationId),
  ])
  const { rows, next_cursor } = pageOf(found, limit, ({ sort_key, id }) => ({ value: sort_key, id }))
  const caller = principal.standing?.role ?? ''
  return { teams: rows.map((team) => showTeam(team, policy.roles, caller)), next_cursor, ...totalOf(counted) }
}
