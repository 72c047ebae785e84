import { expect, test } from 'vitest'
import { requestActions } from './request-actions.ts'
import { defaultRoles } from './roles.ts'

test.each([
  ['admin', 'pending', false, ['approve', 'deny']],
  ['admin', 'pending', true, ['deny']],
  ['admin', 'approved', true, []],
  ['admin', 'denied', false, []],
  ['manager', 'pending', false, []],
  ['employee', 'pending', false, []],
  ['nobody', 'pending', false, []],
] as const)(
  'lets the role %s, of a request that is %s (member meanwhile: %s), do %o',
  (role, status, is_member, acts) => {
    expect(requestActions(defaultRoles, role, { status, is_member })).toEqual(acts)
  },
)
