import { expect, test } from 'vitest'
import { contract } from './contract.ts'
import { errorsOf, statusOf } from './errors-of.ts'

test('adds what can go wrong with any read', () => {
  expect(errorsOf(contract.organizations.status)).toEqual({
    UNAUTHENTICATED: 401,
    RATE_LIMITED: 429,
    INTERNAL: 500,
    NOT_READY: 503,
  })
})

test('adds what can go wrong with any write, its body and its idempotency key', () => {
  expect(errorsOf(contract.organizations.create)).toEqual({
    ...contract.organizations.create.errors,
    VALIDATION_FAILED: 400,
    UNAUTHENTICATED: 401,
    ORIGIN_NOT_ALLOWED: 403,
    CONFLICT: 409,
    IDEMPOTENCY_IN_PROGRESS: 409,
    PAYLOAD_TOO_LARGE: 413,
    UNSUPPORTED_MEDIA_TYPE: 415,
    IDEMPOTENCY_KEY_REUSED: 422,
    RATE_LIMITED: 429,
    INTERNAL: 500,
    NOT_READY: 503,
  })
})

test('asks a POST that only reads for its origin, not for a key', () => {
  expect(Object.keys(errorsOf(contract.invitations.pending)).sort()).toEqual([
    'INTERNAL',
    'NOT_READY',
    'ORIGIN_NOT_ALLOWED',
    'RATE_LIMITED',
    'UNAUTHENTICATED',
  ])
})

test('promises no limit, no token and no invalid input where there is none', () => {
  expect(errorsOf(contract.health.live)).toEqual({ INTERNAL: 500 })
})

test('takes the status of the endpoint first: one fact has several in seed 003', () => {
  expect(statusOf(contract.invitations.validateToken, 'INVITATION_USED')).toBe(410)
  expect(statusOf(contract.auth.signupWithInvitation, 'INVITATION_USED')).toBe(400)
  expect(statusOf(contract.invitations.validateToken, 'RATE_LIMITED')).toBe(429)
  expect(statusOf(contract.invitations.validateToken, 'USER_EXISTS')).toBe(500)
})
