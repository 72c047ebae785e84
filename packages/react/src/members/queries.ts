import type { contract, Member, Output } from '@tenantry/core'
import { tenantryKeys } from '../query/keys.ts'
import { type PageQuery, pageQuery } from '../query/paging.ts'
import { type Patch, patchRow } from '../query/patch.ts'

/** Members of one page, by name unless sorted otherwise; `next_cursor` is null on the last. */
export type MembersPage = Output<typeof contract.members.list>

/** What a list of members is narrowed to, and how it is sorted. */
export interface MembersFilter {
  /** The beginnings of words of a name or an address. */
  readonly search?: string
  readonly role?: string
  readonly team_id?: string
  /** A `-` in front turns the order around. @default 'name' */
  readonly sort?: 'name' | '-name' | 'joined_at' | '-joined_at'
  /** Rows in a page, at most 100. @default 25 */
  readonly limit?: number | undefined
}

/** Asks for one page of the members of an organization, each with what the caller may do. */
export const membersQuery: PageQuery<MembersFilter, MembersPage> = /* @__PURE__ */ pageQuery(
  tenantryKeys.members,
  (client) => client.members.list,
)

/** Changes a member on whatever page holds them; null takes them out. */
export function patchMember(organizationId: string, userId: string, change: (member: Member) => Member | null): Patch {
  return patchRow<'members', Member>({
    queryKey: tenantryKeys.members(organizationId),
    noun: 'members',
    isIt: ({ user_id }) => user_id === userId,
    change,
  })
}
