import { expect, it } from 'vitest'
import { canonicalCountry, countryCodes, isCountryCode } from './country.ts'

it('lists 249 different codes of two capital letters, sorted', () => {
  expect(countryCodes).toHaveLength(249)
  expect([...new Set(countryCodes)].sort()).toEqual(countryCodes)
  expect(countryCodes.every((code) => /^[A-Z]{2}$/.test(code))).toBe(true)
})

it('lists only codes that have a country name', () => {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  expect(countryCodes.filter((code) => names.of(code) === undefined)).toEqual([])
})

it.each(['PL', 'DE', 'GB', 'UA', 'US', 'AX', 'BQ', 'SS', 'ZW'])('knows %s', (code) => {
  expect(isCountryCode(code)).toBe(true)
})

it.each([
  ['a code in lower case', 'pl'],
  ['a code that ISO only reserves', 'UK'],
  ['a union', 'EU'],
  ['a user-assigned code', 'XK'],
  ['a withdrawn code', 'AN'],
  ['three letters', 'POL'],
  ['two codes in a row', 'PLDE'],
  ['the last letter of one code and the first of the next', 'DA'],
  ['one letter', 'P'],
  ['nothing', ''],
  ['a name every object has', 'constructor'],
])('refuses %s', (_, code) => {
  expect(isCountryCode(code)).toBe(false)
})

it.each([
  ['pl', 'PL'],
  [' Pl\n', 'PL'],
  ['xx', null],
  ['ß', null],
  ['ﬀ', null],
  ['', null],
])('writes %j as %j', (value, code) => {
  expect(canonicalCountry(value)).toBe(code)
})
