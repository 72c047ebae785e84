import type { MembershipRequest } from '@tenantry/core'
import { useTenantry } from '../provider/context.ts'
import { tenantryKeys } from '../query/keys.ts'
import { useWrite } from '../query/use-write.ts'
import { dropRequest } from './queries.ts'

/** Who is let in, with which role, and into which team. */
export interface Approval {
  readonly request: MembershipRequest
  /** @default that of new members */
  readonly role?: string
  /** @default none */
  readonly teamId?: string | null
}

/** Lets somebody in who asked. */
export function useApproveRequest(organizationId: string) {
  const { client } = useTenantry()
  return useWrite({
    write: ({ request, role, teamId = null }: Approval, repeat) =>
      repeat(client.membershipRequests.approve, {
        params: { organizationId, requestId: request.id },
        body: { ...(role && { role }), team_id: teamId },
      }),
    settle: (_, { request }) => [dropRequest(organizationId, request.id)],
    invalidates: [
      tenantryKeys.members(organizationId),
      tenantryKeys.details(organizationId),
      tenantryKeys.teams(organizationId),
    ],
  })
}

/** Turns somebody down who asked; they may ask again. */
export function useDenyRequest(organizationId: string) {
  const { client } = useTenantry()
  return useWrite({
    write: (request: MembershipRequest, repeat) =>
      repeat(client.membershipRequests.deny, { params: { organizationId, requestId: request.id } }),
    settle: (_, request) => [dropRequest(organizationId, request.id)],
  })
}
