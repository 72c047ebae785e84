import { expect, test } from 'vitest'
import { contract } from '../contract/contract.ts'
import { buildPath, urlOf } from './path.ts'

test('encodes path parameters', () => {
  expect(buildPath('/a/:id/b', { id: '../x?y#z' })).toBe('/a/..%2Fx%3Fy%23z/b')
})

test('takes numbers for path parameters', () => {
  expect(buildPath('/users/:id', { id: 0 })).toBe('/users/0')
})

test.each([undefined, null, '', '.', '..'])('refuses %j, which would address another resource', (id) => {
  expect(() => buildPath('/things/:id', { id })).toThrow(TypeError)
})

test('builds the address of an endpoint that redirects', () => {
  const input = { query: { token: 'made-up', redirect: '/team?tab=1' } }
  expect(urlOf(contract.auth.verifyEmail, input, 'https://app.example.com/')).toBe(
    'https://app.example.com/api/auth/verify-email?token=made-up&redirect=%2Fteam%3Ftab%3D1',
  )
})

test('builds an address on the same origin when no base is given', () => {
  expect(urlOf(contract.organizations.status)).toBe('/api/user/organization-status')
})
