import { type contract, defaultRoles, type Member, type Output, permissions, TenantryError } from '@tenantry/core'
import { acme, ann, bob, statusOf } from './people.ts'
import type { Replies } from './world.tsx'

const everything = ['change_role', 'change_team', 'suspend', 'remove', 'transfer_ownership'] as const
const NAMES = ['Ben', 'Cleo', 'Dora', 'Emil', 'Fay', 'Gus', 'Hana', 'Ivo', 'Jun', 'Kaya', 'Liv', 'Max', 'Nela']

function member(index: number, change: Partial<Member>): Member {
  const first = NAMES[index % NAMES.length] ?? ''
  const id = String(index).padStart(12, '0')
  return {
    user_id: `01900000-0000-7000-8000-1${id.slice(1)}`,
    email: `${first.toLowerCase()}.${index}@example.com`,
    full_name: `${first} Example ${index}`,
    role: 'employee',
    team: null,
    is_active: true,
    joined_via: 'invitation',
    joined_at: '2026-03-02T09:00:00Z',
    is_self: false,
    is_last_admin: false,
    actions: [...everything],
    ...change,
  }
}

/** Ann, the only admin; Bob, a manager; Ben, suspended; and so many more. */
export function membersOf(more = 0): Member[] {
  return [
    member(0, {
      email: ann.email,
      full_name: 'Ann Example',
      role: 'admin',
      joined_via: 'created',
      is_self: true,
      is_last_admin: true,
      actions: ['change_team'],
    }),
    member(1, {
      email: bob.email,
      full_name: 'Bob Example',
      role: 'manager',
      team: { id: '01900000-0000-7000-8000-0000000000c1', name: 'Design' },
    }),
    member(2, {
      email: 'ben@example.com',
      full_name: 'Ben Example',
      is_active: false,
      actions: ['change_role', 'change_team', 'reactivate', 'remove'],
    }),
    ...Array.from({ length: more }, (_, index) => member(index + 3, {})),
  ]
}

export const details: Output<typeof contract.organizations.get> = {
  organization: {
    ...acme,
    google_domain: 'example.com',
    country_code: 'PL',
    created_at: '2026-01-01T00:00:00Z',
    logo_url: null,
    members: 3,
    active_members: 2,
    seats: null,
  },
  role: 'admin',
  is_last_admin: true,
  permissions: [...permissions],
  roles: defaultRoles.map((role) => ({ ...role, permissions: [...role.permissions], grantable: true })),
}

/** The members of an organization as its server holds them. */
export type Roster = ReturnType<typeof rosterOf>

export function rosterOf(first: readonly Member[]) {
  let held = [...first]
  return {
    all: () => held,
    find(userId: string) {
      const found = held.find(({ user_id }) => user_id === userId)
      if (!found) throw new TenantryError('MEMBER_NOT_FOUND', { status: 404 })
      return found
    },
    put(changed: Member) {
      held = held.map((row) => (row.user_id === changed.user_id ? changed : row))
      return { success: true as const, member: changed }
    },
    remove(userId: string) {
      held = held.filter(({ user_id }) => user_id !== userId)
    },
  }
}

/** A server with one organization, whose members can be searched, changed and removed. */
export function organization(first: readonly Member[] | Roster = membersOf(), own: Replies = {}): Replies {
  const roster = 'all' in first ? first : rosterOf(first)
  const { find, put } = roster
  return {
    ...own,
    organizations: { status: statusOf([acme]), get: details, ...own.organizations },
    teams: { list: { teams: [], next_cursor: null, total: 0, total_is_exact: true }, ...own.teams },
    members: {
      list: ({ query: { search = '', role, team_id, limit, cursor, sort } }) => {
        const from = Number(cursor ?? 0)
        const found = roster
          .all()
          .filter(({ full_name, email }) => `${full_name} ${email}`.toLowerCase().includes(search.toLowerCase()))
          .filter((row) => role === undefined || row.role === role)
          .filter(({ team }) => team_id === undefined || team?.id === team_id)
          .sort((a, b) => a.full_name.localeCompare(b.full_name) * (sort.startsWith('-') ? -1 : 1))
        return {
          members: found.slice(from, from + limit),
          next_cursor: from + limit < found.length ? String(from + limit) : null,
          total: found.length,
          total_is_exact: true,
        }
      },
      update: ({ params, body }) => {
        const { role, is_active } = body
        const before = find(params.userId)
        return put({ ...before, ...(role && { role }), ...(is_active !== undefined && { is_active }) })
      },
      remove: ({ params }) => {
        roster.remove(params.userId)
        return { success: true }
      },
      transferOwnership: ({ body }) => ({
        ...put({ ...find(body.user_id), role: 'admin' }),
        role: body.role ?? 'employee',
      }),
      leave: { success: true, default_organization_id: null },
      ...own.members,
    },
  }
}
