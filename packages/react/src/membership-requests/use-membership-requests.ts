import { usePages } from '../query/use-pages.ts'
import { type MembershipRequestsFilter, membershipRequestsQuery } from './queries.ts'

/** Lists who asks to become a member, a page at a time, for a badge as well: `page.total`. `null` waits until it is known where. */
export function useMembershipRequests(organizationId: string | null, filter: MembershipRequestsFilter = {}) {
  return usePages(membershipRequestsQuery, {
    organizationId,
    filter,
    rowsOf: (page) => page.requests,
    isFiltered: false,
  })
}
