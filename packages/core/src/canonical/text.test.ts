import { expect, it } from 'vitest'
import { isHashable, isNewPassword } from './password.ts'
import { canonicalText, fits, isPrintable, lengthOf } from './text.ts'

it('trims and composes', () => {
  expect(canonicalText(' \u00a0A\u030angstro\u0308m\n')).toBe('Ångström')
})

it.each(['Acme', 'Ärzte & Co', '株式会社', 'אקמי', '👩‍🔬', '🇵🇱', 'می\u200cخواهم', ''])('prints %j', (value) => {
  expect(isPrintable(value)).toBe(true)
})

it.each([
  ['NUL', 'a\0'],
  ['a line break', 'a\nb'],
  ['DEL', 'a\u007f'],
  ['a C1 control character', 'a\u0085b'],
  ['a mark that turns the order', 'a\u202eb'],
  ['a line separator', 'a\u2028b'],
  ['an isolate', 'a\u2066b'],
  ['a byte order mark', 'a\ufeffb'],
  ['half a character', '\ud800'],
  ['an Arabic letter mark', '\u061cab'],
  ['spaces without a width', '\u200b\u200b'],
  ['soft hyphens', '\u00ad\u00ad'],
  ['Hangul fillers', '\u3164\u3164'],
  ['braille blanks', '\u2800\u2800'],
  ['a mark on nothing', '\u0301\u0301'],
])('does not print %s', (_, value) => {
  expect(isPrintable(value)).toBe(false)
})

it('counts code points', () => {
  expect([lengthOf('ab'), lengthOf('👍👍'), lengthOf('')]).toEqual([2, 2, 0])
  expect([1, 2, 3, 4].map((count) => fits('👍'.repeat(count), { min: 2, max: 3 }))).toEqual([false, true, true, false])
})

it.each([
  ['8 characters', '👍'.repeat(8), true],
  ['7 characters in 14 units', '👍'.repeat(7), false],
  ['128 characters', 'x'.repeat(128), true],
  ['129 characters', 'x'.repeat(129), false],
  ['spaces at the ends', '  secret  ', true],
  ['control characters', 'a\tb\u0007cdefg', true],
  ['NUL', 'made-up\0password', false],
  ['half a character', 'made-up\ud800password', false],
])('judges a password of %s', (_, password, isFine) => {
  expect(isNewPassword(password)).toBe(isFine)
})

it('tells what a hash would cut', () => {
  expect([isHashable('short'), isHashable('\0'), isHashable('\udc00')]).toEqual([true, false, false])
})
