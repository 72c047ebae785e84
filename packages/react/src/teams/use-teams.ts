import { useQuery } from '@tanstack/react-query'
import { useTenantry } from '../provider/context.ts'
import { usePages } from '../query/use-pages.ts'
import { everyTeamQuery, type TeamsFilter, teamsQuery } from './queries.ts'

/** Lists the teams of an organization, a page at a time; `null` waits until it is known which. */
export function useTeams(organizationId: string | null, filter: TeamsFilter = {}) {
  return usePages(teamsQuery, {
    organizationId,
    filter,
    rowsOf: (page) => page.teams,
    isFiltered: false,
  })
}

/** Lists all teams of an organization, to choose among them. */
export function useEveryTeam(organizationId: string | null) {
  const { client } = useTenantry()
  return useQuery(everyTeamQuery(client, organizationId))
}
