import { usePages } from '../query/use-pages.ts'
import { type MembersFilter, membersQuery } from './queries.ts'

/** Lists the members of an organization, a page at a time; `null` waits until it is known which. */
export function useMembers(organizationId: string | null, filter: MembersFilter = {}) {
  const { search, role, team_id } = filter
  return usePages(membersQuery, {
    organizationId,
    filter,
    rowsOf: (page) => page.members,
    isFiltered: Boolean(search || role || team_id),
  })
}
