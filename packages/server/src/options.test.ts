import { defaultRoles, permissions, type Role } from '@tenantry/core'
import { expect, test } from 'vitest'
import { originsOf, policyOf, type TenantryOptions } from './options.ts'

const policy = (options: Partial<TenantryOptions>) =>
  policyOf({ publicUrl: 'https://app.example.com', ...options } as TenantryOptions)

test('takes where the app lives with and without a slash at the end', () => {
  expect(policy({ publicUrl: 'https://app.example.com/' }).publicUrl).toBe('https://app.example.com')
})

test.each(['https://example.com/app', 'app.example.com:3000', 'app.example.com', 'ftp://app.example.com', ''])(
  'refuses to live at "%s"',
  (publicUrl) => {
    expect(() => policy({ publicUrl })).toThrow('publicUrl must look like https://app.example.com, without a path.')
  },
)

test('lets pages of listed origins call, however they are written, and refuses what is none', () => {
  const publicUrl = 'https://app.example.com'
  const origins = ['https://Admin.example.com/', 'http://localhost:5173']
  expect([...originsOf({ publicUrl, origins })]).toEqual([
    publicUrl,
    'https://admin.example.com',
    'http://localhost:5173',
  ])
  expect(() => originsOf({ publicUrl, origins: ['*'] })).toThrow('origins must look like')
})

test('lets a provider mail invitations that keeps them for organizations, and no other', () => {
  const able = { id: 'able', organizations: {}, invitations: {} }
  const of = (provider: object) => policy({ invitationMail: 'provider', provider: provider as never }).invitationMail
  expect([policy({}).invitationMail, of(able)]).toEqual(['tenantry', 'provider'])
  for (const lacking of [{ organizations: undefined }, { invitations: undefined }])
    expect(() => of({ ...able, ...lacking })).toThrow('invitationMail cannot be "provider": able keeps no invitations')
})

test('limits invitations as it is told, and else as usual', () => {
  const usual = { perInviter: 500, perOrganization: 1000, perRecipient: 10 }
  expect(policy({}).invitationLimits).toEqual(usual)
  expect(policy({ invitationLimits: { perRecipient: 2 } }).invitationLimits).toEqual({ ...usual, perRecipient: 2 })
  expect(() => policy({ invitationLimits: { perInviter: 0 } })).toThrow('invitationLimits.perInviter must be')
})

test.each(['memberLimit', 'invitationDays', 'verificationHours'])(
  'refuses a %s that is no whole number above 0',
  (name) => {
    for (const value of [0, -1, 1.5, Number.NaN])
      expect(() => policy({ [name]: value })).toThrow(`${name} must be a whole number above 0.`)
  },
)

const admin: Role = { key: 'admin', permissions }
const member: Role = { key: 'member', permissions: ['organization:read'] }

test.each([[[admin]], [[admin, member]], [defaultRoles]])('takes the roles %j', (roles) => {
  expect(policy({ roles }).roles).toBe(roles)
})

test.each([
  ['nobody who governs', [member], 'roles must have one with the key "admin".'],
  ['no role at all', [], 'roles must have one with the key "admin".'],
  ['a last role that governs', [member, admin], 'roles must not end with "admin"'],
])('refuses %s', (_, roles, words) => {
  expect(() => policy({ roles })).toThrow(words)
})
