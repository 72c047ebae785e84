import type { AuditEvent } from '@tenantry/core'
import { membersOf, organization } from './organization.ts'
import type { Replies } from './world.tsx'

const [ann, bob] = membersOf()
const actorOf = (member: typeof ann) =>
  member ? { user_id: member.user_id, full_name: member.full_name, email: member.email } : null

function event(index: number, change: Partial<AuditEvent>): AuditEvent {
  return {
    id: `01900000-0000-7000-8000-0000000e${String(index).padStart(4, '0')}`,
    action: 'member.suspended',
    actor: actorOf(ann),
    target_type: 'user',
    target_id: '01900000-0000-7000-8000-100000000002',
    data: {},
    ip: '192.0.2.1',
    created_at: new Date(Date.UTC(2026, 2, 20) - index * 3_600_000).toISOString(),
    ...change,
  }
}

const events: readonly AuditEvent[] = [
  event(0, {
    action: 'team.created',
    data: { name: 'Design' },
    created_at: new Date(Date.now() - 7_200_000).toISOString(),
  }),
  event(1, { action: 'invitation.created', data: { role: 'manager' }, actor: actorOf(bob) }),
  event(2, {
    action: 'organization.updated',
    target_type: 'organization',
    data: { from: { name: 'Acme', logo_url: null }, to: { name: 'Acme Studio', logo_url: null } },
  }),
  event(3, {
    action: 'member.role_changed',
    data: { from: 'employee', to: 'manager' },
    actor: { user_id: '01900000-0000-7000-8000-1000000000ff', full_name: '', email: null },
  }),
  event(4, { action: 'member.joined', actor: null, data: { by: 'provider' } }),
  event(5, { action: 'robot.woken', actor: null }),
]

/** A server whose organization has a log, which can be narrowed. */
export function organizationWithLog(more = 0, own: Replies = {}): Replies {
  const all = [...events, ...Array.from({ length: more }, (_, index) => event(index + 6, {}))]
  return organization(membersOf(), {
    ...own,
    auditEvents: {
      list: ({ query: { limit, cursor, action, actor_id, from, to } }) => {
        const begin = Number(cursor ?? 0)
        const found = all
          .filter((one) => !action || one.action === action || one.action.startsWith(`${action}.`))
          .filter((one) => !actor_id || one.actor?.user_id === actor_id)
          .filter(({ created_at }) => (!from || created_at >= from) && (!to || created_at < to))
        return {
          events: found.slice(begin, begin + limit),
          next_cursor: begin + limit < found.length ? String(begin + limit) : null,
          total: found.length,
          total_is_exact: true,
        }
      },
      ...own.auditEvents,
    },
  })
}
