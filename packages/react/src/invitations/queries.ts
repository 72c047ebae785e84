import type { contract, ManagedInvitation, Output } from '@tenantry/core'
import { tenantryKeys } from '../query/keys.ts'
import { type PageQuery, pageQuery } from '../query/paging.ts'
import { type Patch, patchRow } from '../query/patch.ts'

/** Invitations of one page, the newest first; `next_cursor` is null on the last. */
export type InvitationsPage = Output<typeof contract.invitations.list>

/** What a list of invitations is narrowed to. */
export interface InvitationsFilter {
  /** @default every one */
  readonly status?: ManagedInvitation['status']
  /** The beginning of an address. */
  readonly search?: string
  /** Rows in a page, at most 100. @default 25 */
  readonly limit?: number | undefined
}

/** Asks for one page of the invitations of an organization, the newest first, each with what the caller may do. */
export const invitationsQuery: PageQuery<InvitationsFilter, InvitationsPage> = /* @__PURE__ */ pageQuery(
  tenantryKeys.invitations,
  (client) => client.invitations.list,
)

/** Changes an invitation on whatever page holds it. */
export function patchInvitation(
  organizationId: string,
  id: string,
  change: (invitation: ManagedInvitation) => ManagedInvitation,
): Patch {
  return patchRow<'invitations', ManagedInvitation>({
    queryKey: tenantryKeys.invitations(organizationId),
    noun: 'invitations',
    isIt: (row) => row.id === id,
    change,
  })
}
