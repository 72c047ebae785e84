import { expect, test } from 'vitest'
import { bcryptPasswords } from './password.ts'

const passwords = bcryptPasswords(4)

test('keeps passwords as bcrypt of the given cost', async () => {
  expect(await passwords.hash('made-up passphrase')).toMatch(/^\$2b\$04\$/)
})

test.each([
  ['after the 72nd byte', `${'x'.repeat(100)}a`, `${'x'.repeat(100)}b`],
  ['after a NUL', 'same\0first', 'same\0second'],
  ['in one emoji of 128', `${'\u{1f600}'.repeat(127)}\u{1f601}`, '\u{1f600}'.repeat(128)],
])('tells passwords apart that differ only %s', async (_, mine, other) => {
  const hash = await passwords.hash(mine)
  expect(await passwords.verify({ hash, password: mine })).toBe(true)
  expect(await passwords.verify({ hash, password: other })).toBe(false)
})

test('takes the two spellings of one letter for the same password', async () => {
  const hash = await passwords.hash('cr\u00e8me br\u00fbl\u00e9e')
  expect(await passwords.verify({ hash, password: 'cre\u0300me bru\u0302le\u0301e' })).toBe(true)
})
