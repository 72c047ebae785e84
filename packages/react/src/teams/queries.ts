import { queryOptions } from '@tanstack/react-query'
import type { contract, Output, Team, TenantryClient, TenantryError } from '@tenantry/core'
import { tenantryKeys } from '../query/keys.ts'
import { type PageQuery, pageQuery, paging } from '../query/paging.ts'
import { type Patch, patchRow } from '../query/patch.ts'

/** Teams of one page; `next_cursor` is null on the last. */
export type TeamsPage = Output<typeof contract.teams.list>

/** How long a page of teams is. */
export interface TeamsFilter {
  /** Rows in a page, at most 100. @default 25 */
  readonly limit?: number | undefined
}

/** Asks for one page of the teams of an organization, each with what the caller may do. */
export const teamsQuery: PageQuery<TeamsFilter, TeamsPage> = /* @__PURE__ */ pageQuery(
  tenantryKeys.teams,
  (client) => client.teams.list,
)

/** Asks for all teams of an organization, to choose among them: once, however many rows offer the choice. */
export function everyTeamQuery(client: TenantryClient, organizationId: string | null) {
  return queryOptions<TeamsPage, TenantryError>({
    ...paging(organizationId, async (id, signal) => {
      const teams: Team[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const query: { limit: number; cursor?: string } = { limit: 100, ...(cursor && { cursor }) }
        const page: TeamsPage = await client.teams.list({ params: { organizationId: id }, query }, { signal })
        teams.push(...page.teams)
        cursor = page.next_cursor
      }
      return { teams, next_cursor: null, total: teams.length, total_is_exact: true }
    }),
    queryKey: [...tenantryKeys.teams(organizationId ?? ''), 'every'],
  })
}

/** Changes a team wherever it is held; null takes it out. */
export function patchTeam(organizationId: string, teamId: string, change: (team: Team) => Team | null): Patch {
  return patchRow<'teams', Team>({
    queryKey: tenantryKeys.teams(organizationId),
    noun: 'teams',
    isIt: ({ id }) => id === teamId,
    change,
  })
}
