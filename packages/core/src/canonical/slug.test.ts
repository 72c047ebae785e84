import { describe, expect, it } from 'vitest'
import { canonicalSlug } from './slug.ts'

describe('canonicalSlug', () => {
  it.each([
    ['keeps a canonical slug', 'acme-cafe', 'acme-cafe'],
    ['lower-cases', 'Acme-CAFE', 'acme-cafe'],
    ['trims', ' acme\n', 'acme'],
    ['takes 3 characters', 'abc', 'abc'],
    ['takes 50 characters', 'a'.repeat(50), 'a'.repeat(50)],
    ['takes digits alone', '123', '123'],
    ['takes two hyphens in a row', 'a--b', 'a--b'],
    ['takes a reserved word, which is another question', 'admin', 'admin'],
  ])('%s', (_, value, slug) => {
    expect(canonicalSlug(value)).toBe(slug)
  })

  it.each([
    ['nothing', ''],
    ['2 characters', 'ab'],
    ['51 characters', 'a'.repeat(51)],
    ['a leading hyphen', '-acme'],
    ['a trailing hyphen', 'acme-'],
    ['hyphens alone', '---'],
    ['an underscore', 'ac_me'],
    ['a space', 'ac me'],
    ['a dot', 'acme.io'],
    ['a slash', 'ac/me'],
    ['a line break', 'acme\nx'],
    ['NUL', 'acme\0'],
    ['the Kelvin sign, which lower-cases to k', '\u212aacme'],
    ['a long s', 'acme\u017f'],
    ['a dotted capital I', 'İzmir'],
    ['full-width letters', 'ａｃｍｅ'],
    ['an umlaut', 'öl-gas'],
    ['50 kB of hyphens', `a${'-'.repeat(50_000)}`],
    ['50 kB of letters', 'a'.repeat(50_000)],
  ])('refuses %s', (_, value) => {
    expect(canonicalSlug(value)).toBeNull()
  })
})
