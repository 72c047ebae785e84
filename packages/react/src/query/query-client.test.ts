import { TenantryError } from '@tenantry/core'
import { expect, test } from 'vitest'
import { retryDelay, shouldRetry } from './query-client.ts'

test.each([
  ['a broken connection', new TenantryError('NETWORK_FAILED'), true],
  ['a fault of the server', new TenantryError('INTERNAL', { status: 500 }), true],
  ['a server that starts in a moment', new TenantryError('NOT_READY', { status: 503, retryAfter: 5 }), true],
  ['a server that starts in a while', new TenantryError('NOT_READY', { status: 503, retryAfter: 60 }), false],
  ['a refusal', new TenantryError('NOT_AUTHORIZED', { status: 403 }), false],
  ['too many requests', new TenantryError('RATE_LIMITED', { status: 429, retryAfter: 1 }), false],
  ['an answer nobody understands', new TenantryError('CONTRACT_MISMATCH', { status: 200 }), false],
  ['a mistake in a program', new TypeError('Made up'), false],
])('a read after %s: tried again %s', (_, error, isRetried) => {
  expect(shouldRetry(0, error)).toBe(isRetried)
})

test('a read is tried three times at most', () => {
  expect(shouldRetry(2, new TenantryError('NETWORK_FAILED'))).toBe(false)
})

test('a read waits as long as the server asks, else longer each time', () => {
  expect(retryDelay(0, new TenantryError('NOT_READY', { retryAfter: 7 }))).toBe(7000)
  expect([0, 1].map((failures) => retryDelay(failures, new TenantryError('INTERNAL')))).toEqual([1000, 2000])
})
