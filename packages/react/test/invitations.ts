import { type InvitationDraft, type InvitationResult, type ManagedInvitation, TenantryError } from '@tenantry/core'
import { acme, ann, bob } from './people.ts'
import type { Replies } from './world.tsx'

const DAY = 86_400_000
const acts = ['resend', 'revoke', 'link'] as const

function inDays(days: number): string {
  // A minute more, so that rounding says the same whenever the test runs.
  return new Date(Date.now() + days * DAY + 60_000).toISOString()
}

function invitation(index: number, change: Partial<ManagedInvitation>): ManagedInvitation {
  return {
    id: `01900000-0000-7000-8000-2${String(index).padStart(11, '0')}`,
    organization_id: acme.id,
    email: `guest.${index}@example.com`,
    role: 'employee',
    team_id: null,
    team_name: null,
    status: 'pending',
    delivery_error: null,
    delivery_status: 'sent',
    expires_at: inDays(6),
    created_at: '2026-03-02T09:00:00Z',
    invited_by: { user_id: '01900000-0000-7000-8000-100000000000', full_name: 'Ann Example', email: ann.email },
    accepted_at: null,
    declined_at: null,
    actions: [...acts],
    ...change,
  }
}

/** One in each state, and so many more that wait. */
export function sentInvitations(more = 0): ManagedInvitation[] {
  return [
    invitation(1, {
      email: 'cleo@example.com',
      role: 'manager',
      team_id: '01900000-0000-7000-8000-0000000000c1',
      team_name: 'Design',
    }),
    invitation(2, {
      email: 'dora@example.com',
      delivery_status: 'queued',
      delivery_error: null,
      expires_at: inDays(1),
    }),
    invitation(3, {
      email: 'emil@example.com',
      delivery_status: 'failed',
      delivery_error: 'email_address_invalid',
      invited_by: null,
    }),
    invitation(4, { email: 'fay@example.com', status: 'expired', expires_at: inDays(-3) }),
    invitation(5, { email: bob.email, status: 'accepted', accepted_at: '2026-03-04T09:00:00Z', actions: [] }),
    invitation(6, { email: 'gus@example.com', status: 'declined', declined_at: '2026-03-04T09:00:00Z', actions: [] }),
    invitation(7, { email: 'hana@example.com', status: 'revoked', actions: [] }),
    ...Array.from({ length: more }, (_, index) => invitation(index + 8, {})),
  ]
}

function judge(email: string): InvitationResult['code'] {
  if (!email.includes('@')) return 'VALIDATION_FAILED'
  if (email.startsWith('ann')) return 'MEMBERSHIP_EXISTS'
  return email.endsWith('@full.example') ? 'ORGANIZATION_FULL' : undefined
}

/** A server with the invitations of one organization: they can be searched, renewed, withdrawn, and more can be sent. */
export function invitationsOf(first: readonly ManagedInvitation[], own: Replies['invitations'] = {}) {
  let held = [...first]
  const sent: (readonly InvitationDraft[])[] = []
  const find = (id: string) => {
    const found = held.find((row) => row.id === id)
    if (!found) throw new TenantryError('INVITATION_NOT_FOUND', { status: 404 })
    return found
  }
  const put = (changed: ManagedInvitation) => {
    held = held.map((row) => (row.id === changed.id ? changed : row))
    return { success: true as const, invitation: changed }
  }
  const replies: NonNullable<Replies['invitations']> = {
    list: ({ query: { status, search = '', limit, cursor } }) => {
      const from = Number(cursor ?? 0)
      const found = held.filter((row) => row.email.startsWith(search) && (!status || row.status === status))
      return {
        invitations: found.slice(from, from + limit),
        next_cursor: from + limit < found.length ? String(from + limit) : null,
        total: found.length,
        total_is_exact: true,
      }
    },
    create: ({ body }) => {
      sent.push(body.invitations)
      const results = body.invitations.map(({ email, role }) => {
        const code = judge(email)
        if (code) return { email, status: 'skipped' as const, code }
        held = [invitation(held.length + 100, { email, role, delivery_status: 'queued' }), ...held]
        return { email, status: 'invited' as const }
      })
      return { results }
    },
    resend: ({ params }) =>
      put({ ...find(params.invitationId), status: 'pending', delivery_status: 'queued', expires_at: inDays(7) }),
    revoke: ({ params }) => {
      put({ ...find(params.invitationId), status: 'revoked', actions: [] })
      return { success: true }
    },
    link: ({ params }) => {
      put({ ...find(params.invitationId), status: 'pending', expires_at: inDays(7) })
      return { url: 'https://app.example.com/onboarding#token=made-up', expires_at: inDays(7) }
    },
    ...own,
  }
  return { replies, sent }
}
