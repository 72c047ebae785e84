import type { contract, Input, Member } from '@tenantry/core'
import { withoutMembership } from '../organizations/use-organization-settings.ts'
import { useTenantry } from '../provider/context.ts'
import { tenantryKeys } from '../query/keys.ts'
import { useWrite } from '../query/use-write.ts'
import { patchMember } from './queries.ts'

/** A member as they are, and what becomes different. */
export interface MemberChange {
  readonly member: Member
  readonly change: Input<typeof contract.members.update>['body']
}

/** Changes the role or the team of a member, or suspends and reactivates one: shown at once, taken back when the server refuses. */
export function useUpdateMember(organizationId: string) {
  const { client } = useTenantry()
  return useWrite({
    write: ({ member, change }: MemberChange, repeat) =>
      repeat(client.members.update, { params: { organizationId, userId: member.user_id }, body: change }),
    expect: ({ member, change: { role, is_active } }) => [
      patchMember(organizationId, member.user_id, (held) => ({
        ...held,
        ...(role !== undefined && { role }),
        ...(is_active !== undefined && { is_active }),
      })),
    ],
    settle: ({ member }) => [patchMember(organizationId, member.user_id, () => member)],
    // Of others too: who was the only admin is one of two now.
    invalidates: [
      tenantryKeys.members(organizationId),
      tenantryKeys.details(organizationId),
      tenantryKeys.teams(organizationId),
    ],
  })
}

/** Removes a member from an organization. */
export function useRemoveMember(organizationId: string) {
  const { client } = useTenantry()
  return useWrite({
    write: (member: Member, repeat) =>
      repeat(client.members.remove, { params: { organizationId, userId: member.user_id } }),
    expect: (member) => [patchMember(organizationId, member.user_id, () => null)],
    invalidates: [
      tenantryKeys.members(organizationId),
      tenantryKeys.details(organizationId),
      tenantryKeys.teams(organizationId),
    ],
  })
}

/** Who becomes an admin in the caller's place, and what the caller is then. */
export interface Transfer {
  readonly member: Member
  /** The caller's own role afterwards. @default that of new members */
  readonly role?: string
}

/** Makes somebody else an admin and steps down, both or neither. */
export function useTransferOwnership(organizationId: string) {
  const { client } = useTenantry()
  return useWrite({
    write: ({ member, role }: Transfer, repeat) =>
      repeat(client.members.transferOwnership, {
        params: { organizationId },
        body: { user_id: member.user_id, ...(role && { role }) },
      }),
    settle: ({ member }) => [patchMember(organizationId, member.user_id, () => member)],
    // Whoever steps down may do less everywhere.
    invalidates: [tenantryKeys.organization(organizationId), tenantryKeys.organizationStatus],
  })
}

/** Leaves an organization; another one becomes the default where this one was it. */
export function useLeaveOrganization(organizationId: string) {
  const { client } = useTenantry()
  return useWrite({
    write: (_: undefined, repeat) => repeat(client.members.leave, { params: { organizationId } }),
    settle: () => [withoutMembership(organizationId)],
    invalidates: [tenantryKeys.organizationStatus],
  })
}
