import { describe, expect, test } from 'vitest'
import { type InvitationScene, invitationActions } from './invitation-actions.ts'
import { defaultRoles, type Role } from './roles.ts'

const everything = ['resend', 'revoke', 'link']
const roles: readonly Role[] = [
  ...defaultRoles,
  { key: 'clerk', permissions: ['organization:read', 'members:read', 'invitations:read', 'invitations:delete'] },
]

function actions(role: string, invitation: Partial<InvitationScene['invitation']>) {
  const sent = { role: 'employee', invited_by: 'somebody else', is_open: true }
  return invitationActions({ roles, caller: { user_id: 'me', role }, invitation: { ...sent, ...invitation } })
}

describe('an invitation', () => {
  test.each([
    ['admin', {}, everything],
    ['admin', { role: 'admin' }, everything],
    ['admin', { invited_by: null }, everything],
    ['manager', {}, []],
    ['manager', { invited_by: 'me' }, everything],
    ['manager', { invited_by: 'me', role: 'manager' }, everything],
    ['manager', { invited_by: 'me', role: 'admin' }, []],
    ['employee', { invited_by: 'me' }, []],
    ['clerk', {}, everything],
    ['clerk', { role: 'manager' }, []],
    ['clerk', { role: 'admin' }, []],
    ['nobody', { invited_by: 'me' }, []],
  ])('lets the role %s, of %o, do %o', (role, invitation, allowed) => {
    expect(actions(role, invitation)).toEqual(allowed)
  })

  test('that was answered, withdrawn or replaced lets nobody do anything', () => {
    expect(actions('admin', { is_open: false })).toEqual([])
  })

  test('for a role that the host gave up can only be withdrawn', () => {
    expect(actions('admin', { role: 'captain' })).toEqual(['revoke'])
  })
})
