import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type MemberScene, memberActions, memberActs, memberObstacle } from './member-actions.ts'
import { ADMIN, defaultRoles, may, mayGrant, mayTake, permissions, permissionsOf, type Role } from './roles.ts'

const roles: readonly Role[] = [
  ...defaultRoles,
  // Everything that an admin may, without being one.
  { key: 'owner', permissions },
  { key: 'lead', permissions: ['organization:read', 'members:read', 'members:update', 'members:delete'] },
  { key: 'guest', permissions: [] },
]

function scene(caller: string, member: string, rest: Partial<MemberScene> = {}): MemberScene {
  return {
    roles,
    caller: { user_id: 'caller', role: caller },
    member: { user_id: 'member', role: member, is_active: true },
    admins: 2,
    ...rest,
  }
}

/** What somebody may do with their own row. */
const own = (role: string, admins = 2) =>
  memberActions(scene(role, role, { member: { user_id: 'caller', role, is_active: true }, admins }))

describe('what one may do with a member', () => {
  test.each<[caller: string, member: string, acts: readonly string[]]>([
    ['admin', 'employee', ['change_role', 'change_team', 'suspend', 'remove', 'transfer_ownership']],
    ['admin', 'admin', ['change_role', 'change_team', 'suspend', 'remove', 'transfer_ownership']],
    ['admin', 'owner', ['change_role', 'change_team', 'suspend', 'remove', 'transfer_ownership']],
    ['admin', 'a-role-of-last-year', ['change_role', 'change_team', 'suspend', 'remove', 'transfer_ownership']],
    ['manager', 'employee', []],
    ['manager', 'admin', []],
    ['employee', 'employee', []],
    ['owner', 'employee', ['change_role', 'change_team', 'suspend', 'remove']],
    ['owner', 'admin', ['change_team']],
    ['lead', 'employee', ['change_role', 'change_team', 'suspend', 'remove']],
    ['lead', 'lead', ['change_role', 'change_team', 'suspend', 'remove']],
    ['lead', 'manager', []],
    ['lead', 'admin', []],
    ['guest', 'guest', []],
    ['a-role-of-last-year', 'guest', []],
  ])('as %s with %s', (caller, member, acts) => {
    expect(memberActions(scene(caller, member))).toEqual(acts)
  })

  test('with somebody suspended: let them back in, never hand them the organization', () => {
    const member = { user_id: 'member', role: 'employee', is_active: false }
    expect(memberActions(scene('admin', 'employee', { member }))).toEqual([
      'change_role',
      'change_team',
      'reactivate',
      'remove',
    ])
    expect(memberActions(scene('manager', 'employee', { member }))).toEqual([])
  })

  test('with oneself: leave, and step down where one may change roles', () => {
    expect(own('guest')).toEqual(['leave'])
    expect(own('manager')).toEqual(['leave'])
    expect(own('lead')).toEqual(['change_role', 'change_team', 'leave'])
    expect(own(ADMIN)).toEqual(['change_role', 'change_team', 'leave'])
  })

  test('with the last admin: nothing that would leave the organization without one', () => {
    expect(own(ADMIN, 1)).toEqual(['change_team'])
    // As a super admin does, who is no member.
    expect(memberActions(scene(ADMIN, ADMIN, { admins: 1 }))).toEqual(['change_team', 'transfer_ownership'])
  })
})

describe('what is in the way', () => {
  test.each([
    ['remove', 'SELF_REMOVAL'],
    ['suspend', 'LAST_ADMIN'],
    ['change_role', 'LAST_ADMIN'],
    ['leave', 'LAST_ADMIN'],
    ['transfer_ownership', 'NOT_AUTHORIZED'],
  ] as const)('of %s, for the last admin alone: %s', (act, obstacle) => {
    const self = { user_id: 'caller', role: ADMIN, is_active: true }
    expect(memberObstacle(act, scene(ADMIN, ADMIN, { member: self, admins: 1 }))).toBe(obstacle)
  })

  test('of suspending oneself', () => {
    const self = { user_id: 'caller', role: ADMIN, is_active: true }
    expect(memberObstacle('suspend', scene(ADMIN, ADMIN, { member: self }))).toBe('SELF_REMOVAL')
  })

  test('is found for just the acts that are not listed', () => {
    const keys = [...roles.map(({ key }) => key), 'unknown']
    const any = fc.record({
      roles: fc.constant(roles),
      caller: fc.record({ user_id: fc.constantFrom('one', 'two'), role: fc.constantFrom(...keys) }),
      member: fc.record({
        user_id: fc.constantFrom('one', 'two'),
        role: fc.constantFrom(...keys),
        is_active: fc.boolean(),
      }),
      admins: fc.constantFrom(1, 2),
    })
    fc.assert(
      fc.property(any, (one) => {
        const actions = memberActions(one)
        expect(memberActs.filter((act) => memberObstacle(act, one) === null)).toEqual(actions)
        const { caller, member } = one
        // Nobody reaches above themselves, whatever the roles are.
        if (!mayTake(roles, caller.role, member.role)) expect(actions.filter(isOverOthers)).toEqual([])
        if (!may(roles, caller.role, 'members:update')) expect(actions).not.toContain('change_role')
      }),
    )
  })
})

const isOverOthers = (act: string) => ['change_role', 'suspend', 'reactivate', 'remove'].includes(act)

describe('a role', () => {
  test('is given and taken only by who has all of its permissions', () => {
    for (const granter of roles)
      for (const granted of roles.filter(({ key }) => key !== ADMIN)) {
        const has = granted.permissions.every((permission) => permissionsOf(roles, granter.key).includes(permission))
        expect([granter.key, granted.key, mayGrant(roles, granter.key, granted.key)]).toEqual([
          granter.key,
          granted.key,
          has,
        ])
        expect(mayTake(roles, granter.key, granted.key)).toBe(has)
      }
  })

  test('of an admin is for admins alone, even where another may as much', () => {
    expect(roles.filter(({ key }) => mayGrant(roles, key, ADMIN)).map(({ key }) => key)).toEqual([ADMIN])
    expect(roles.filter(({ key }) => mayTake(roles, key, ADMIN)).map(({ key }) => key)).toEqual([ADMIN])
  })

  test('that the host no longer knows is given by nobody, and taken by anybody', () => {
    expect(roles.some(({ key }) => mayGrant(roles, key, 'unknown'))).toBe(false)
    expect(roles.every(({ key }) => mayTake(roles, key, 'unknown'))).toBe(true)
  })
})
