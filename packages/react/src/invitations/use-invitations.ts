import { usePages } from '../query/use-pages.ts'
import { type InvitationsFilter, invitationsQuery } from './queries.ts'

/** Lists the invitations of an organization, a page at a time; `null` waits until it is known which. */
export function useInvitations(organizationId: string | null, filter: InvitationsFilter = {}) {
  return usePages(invitationsQuery, {
    organizationId,
    filter,
    rowsOf: (page) => page.invitations,
    isFiltered: Boolean(filter.search || filter.status),
  })
}
