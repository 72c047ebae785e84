import { type MembershipRequest, TenantryError } from '@tenantry/core'
import type { Replies } from './world.tsx'

export function requestsToJoin(): MembershipRequest[] {
  return ['Ivo', 'Jun', 'Kaya'].map((first, index) => ({
    id: `01900000-0000-7000-8000-30000000000${index}`,
    user: {
      user_id: `01900000-0000-7000-8000-31000000000${index}`,
      full_name: `${first} Example`,
      email: `${first.toLowerCase()}@example.com`,
    },
    status: 'pending',
    created_at: '2026-03-02T09:00:00Z',
    decided_at: null,
    decided_by: null,
    actions: ['approve', 'deny'],
  }))
}

/** A server that some ask to be let in, and the log of what was decided. */
export function requestsOf(first: readonly MembershipRequest[], own: Replies['membershipRequests'] = {}) {
  let held = [...first]
  const decided: object[] = []
  const take = (id: string, status: 'approved' | 'denied') => {
    const request = held.find((row) => row.id === id)
    if (!request) throw new TenantryError('REQUEST_NOT_FOUND', { status: 404 })
    held = held.filter((row) => row !== request)
    return { success: true as const, request: { ...request, status, actions: [] } }
  }
  const replies: NonNullable<Replies['membershipRequests']> = {
    list: () => ({ requests: held, next_cursor: null, total: held.length, total_is_exact: true }),
    approve: ({ params, body }) => {
      decided.push(body)
      return take(params.requestId, 'approved')
    },
    deny: ({ params }) => take(params.requestId, 'denied'),
    ...own,
  }
  return { replies, decided }
}
