import type { contract, MembershipRequest, Output } from '@tenantry/core'
import { tenantryKeys } from '../query/keys.ts'
import { type PageQuery, pageQuery } from '../query/paging.ts'
import { type Patch, patchRow } from '../query/patch.ts'

/** Requests of one page, the newest first; `next_cursor` is null on the last. */
export type MembershipRequestsPage = Output<typeof contract.membershipRequests.list>

/** Which membership requests are listed. */
export interface MembershipRequestsFilter {
  /** @default 'pending' */
  readonly status?: MembershipRequest['status']
  /** Rows in a page, at most 100. @default 25 */
  readonly limit?: number | undefined
}

/** Asks for one page of who asks to become a member of an organization, the newest first. */
export const membershipRequestsQuery: PageQuery<MembershipRequestsFilter, MembershipRequestsPage> =
  /* @__PURE__ */ pageQuery(tenantryKeys.membershipRequests, (client) => client.membershipRequests.list)

/** Takes a request that was decided out of the list. */
export function dropRequest(organizationId: string, id: string): Patch {
  return patchRow<'requests', MembershipRequest>({
    queryKey: tenantryKeys.membershipRequests(organizationId),
    noun: 'requests',
    isIt: (row) => row.id === id,
    change: () => null,
  })
}
