import { expect, test } from 'vitest'
import { canonicalUsername } from './username.ts'

test.each([
  ['newuser', 'newuser'],
  ['  Ada.Lovelace ', 'ada.lovelace'],
  ['a-1', 'a-1'],
  ['x'.repeat(50), 'x'.repeat(50)],
])('reads %j as %j', (written, username) => {
  expect(canonicalUsername(written)).toBe(username)
})

test.each(['', 'ab', 'x'.repeat(51), 'ada@example.com', '.ada', 'ada.', 'ada lovelace', 'ada\u0000', 'ädä'])(
  'refuses %j',
  (written) => {
    expect(canonicalUsername(written)).toBeNull()
  },
)
