import { type MembershipRequest, type Role, requestActions } from '@tenantry/core'
import { timestamp } from '../http/timestamp.ts'
import type { pageOfRequests } from './queries.ts'

type Shown = Omit<Awaited<ReturnType<typeof pageOfRequests>>[number], 'sort_key'>

/** Writes a membership request as the caller sees one, with what the caller may do with it. */
export function showRequest(request: Shown, roles: readonly Role[], caller: string): MembershipRequest {
  const { id, user_id, full_name, email, status, created_at, decided_at } = request
  const { decided_by, decider_name, decider_email } = request
  return {
    id,
    user: { user_id, full_name, email },
    status,
    created_at: timestamp(created_at),
    decided_at: decided_at && timestamp(decided_at),
    decided_by:
      decided_by !== null && decider_name !== null
        ? { user_id: decided_by, full_name: decider_name, email: decider_email }
        : null,
    actions: requestActions(roles, caller, request),
  }
}
