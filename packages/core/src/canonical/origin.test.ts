import { expect, test } from 'vitest'
import { canonicalOrigin } from './origin.ts'

test.each([
  ['https://app.example.com', 'https://app.example.com'],
  ['https://app.example.com/', 'https://app.example.com'],
  ['HTTPS://App.Example.com:443', 'https://app.example.com'],
  ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
  ['http://[::1]:3000', 'http://[::1]:3000'],
])('takes %s for the origin %s', (value, origin) => {
  expect(canonicalOrigin(value)).toBe(origin)
})

test.each([
  'https://example.com/app',
  'https://example.com/?a=b',
  'https://example.com/#here',
  'https://user:made-up@example.com',
  'app.example.com:3000',
  'app.example.com',
  'localhost:3000',
  'ftp://example.com',
  'null',
  '',
])('takes "%s" for none', (value) => {
  expect(canonicalOrigin(value)).toBeNull()
})
