import { expect, test } from 'vitest'
import { pickLocale } from './locales.ts'

test.each([
  [null, 'en'],
  ['', 'en'],
  ['pl', 'pl'],
  ['pl-PL,pl;q=0.9,en-US;q=0.8,en;q=0.7', 'pl'],
  ['PL-pl', 'pl'],
  ['de-DE,de;q=0.9,pl;q=0.5,en;q=0.4', 'pl'],
  ['en;q=0.2, pl;q=0.9', 'pl'],
  ['en,pl', 'en'],
  ['pl;q=0, en;q=0.1', 'en'],
  ['pl;q=0', 'en'],
  ['de,*;q=0.5,pl;q=0.1', 'en'],
  ['pl;q=2', 'en'],
  ['pl;q=abc', 'en'],
  ['pls', 'en'],
  [';;;,,,=', 'en'],
  [`${'x,'.repeat(100_000)}pl`, 'en'],
])('picks for %j the language %s', (header, locale) => {
  expect(pickLocale(header)).toBe(locale)
})

test('falls back to the language it is told', () => {
  expect(pickLocale('de', 'pl')).toBe('pl')
  expect(pickLocale('*', 'pl')).toBe('pl')
})
