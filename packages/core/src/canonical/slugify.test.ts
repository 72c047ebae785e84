import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalSlug } from './slug.ts'
import { isReservedSlug, slugify, suggestSlugs } from './slugify.ts'

const RULE = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])$/
const isUsable = (slug: string) =>
  RULE.test(slug) && slug.length >= 3 && slug.length <= 50 && canonicalSlug(slug) === slug && !isReservedSlug(slug)

describe('slugify', () => {
  it.each([
    ['keeps words', 'Acme Cafe', 'acme-cafe'],
    ['drops signs', 'Acme, Inc. (EU)', 'acme-inc-eu'],
    ['spells German letters out and drops the ampersand', 'Öl & Gas AG', 'oel-gas-ag'],
    ['reads a decomposed umlaut', 'O\u0308l & Gas AG', 'oel-gas-ag'],
    ['spells ß out, also as a capital', 'Straße GROẞ', 'strasse-gross'],
    ['reads Polish', 'Żółta Łódź Gęś', 'zolta-lodz-ges'],
    ['reads Danish', 'Rød Ærø Gård', 'rod-aero-gard'],
    ['reads Icelandic', 'Þór Það', 'thor-thad'],
    ['reads French', 'Cœur Français', 'coeur-francais'],
    ['reads Turkish', 'IŞIK ışık', 'isik-isik'],
    ['reads a dotted capital I', 'İzmir', 'izmir'],
    ['reads Vietnamese', 'Đường Phố', 'duong-pho'],
    ['reads Greek', 'Ελληνική Οδός', 'elliniki-odos'],
    ['reads a Greek pair of vowels', 'του Νότου', 'tou-notou'],
    ['reads Ukrainian', 'Київ Гривня', 'kyiv-hryvnia'],
    ['drops the Ukrainian apostrophe', 'П’ять Єнотів', 'piat-ienotiv'],
    ['reads other Cyrillic', 'Новый Город', 'novyi-gorod'],
    ['reads Serbian', 'Љубав Џез', 'ljubav-dzez'],
    ['keeps a word with an apostrophe whole', "O'Acme’s", 'oacmes'],
    ['drops a trade mark', 'Acme™', 'acme'],
    ['reads full-width letters', 'Ａｃｍｅ', 'acme'],
    ['drops emoji', '🚀 Acme 🚀', 'acme'],
    ['joins hyphens', '--Acme -- Cafe--', 'acme-cafe'],
    ['keeps digits', '123', '123'],
    ['pads two letters', 'ab', 'ab-org'],
    ['pads one letter', 'X', 'x-org'],
    ['pads the little Latin there is', '日本 AB', 'ab-org'],
    ['pads a reserved word', 'Admin', 'admin-org'],
    ['makes no name that claims to be punycode', 'xn--acme', 'xn-acme'],
    ['cuts at the end of a word', `${'acme '.repeat(20)}`, `${'acme-'.repeat(9)}acme`],
    ['keeps a last word that just fits', `${'a'.repeat(45)} bbbb ccc`, `${'a'.repeat(45)}-bbbb`],
    ['cuts a single long word', 'a'.repeat(80), 'a'.repeat(50)],
    ['cuts a long word rather than lose it', `the ${'a'.repeat(80)}`, `the-${'a'.repeat(46)}`],
    ['makes do with 50 kB of hyphens', `a${'-'.repeat(50_000)}b`, 'a-org'],
    ['makes do with 50 kB of spaces', ' '.repeat(50_000), slugify('')],
    ['makes do with 50 kB of combining marks', `acme${'\u0301\u0323'.repeat(25_000)}`, 'acme'],
  ])('%s', (_, name, slug) => {
    expect(slugify(name)).toBe(slug)
    expect(isUsable(slug)).toBe(true)
  })

  it.each(['日本語', '한국', 'ሰላም', '🚀', '!!!', '', '\ud800', 'ь'])('gives %j a name of its own', (name) => {
    expect(slugify(name)).toMatch(/^org-[0-9a-z]{6}$/)
    expect(slugify(` ${name} `)).toBe(slugify(name))
  })

  it('tells names without Latin letters apart', () => {
    expect(slugify('日本語')).not.toBe(slugify('日本'))
  })

  it('reads both Unicode spellings of a name alike', () => {
    for (const name of ['Öl й ї ё Żółć', '한국', 'が']) expect(slugify(name.normalize('NFD'))).toBe(slugify(name))
  })

  it('is usable, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (name) => {
        expect(isUsable(slugify(name))).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('isReservedSlug', () => {
  it.each([
    'admin',
    'api',
    'app',
    'auth',
    'dashboard',
    'invitations',
    'onboarding',
    'settings',
    'sign-in',
    'well-known',
    'www',
  ])('reserves %s', (slug) => {
    expect(isReservedSlug(slug)).toBe(true)
  })

  it('reserves names that claim to be punycode', () => {
    expect(isReservedSlug('xn--mnchen-3ya')).toBe(true)
  })

  it.each(['acme', 'admin-org', 'apis', 'constructor', 'my-app'])('leaves %s free', (slug) => {
    expect(isReservedSlug(slug)).toBe(false)
  })
})

describe('suggestSlugs', () => {
  it('tries endings in a fixed order', () => {
    expect(suggestSlugs('acme').slice(0, 4)).toEqual(['acme-2', 'acme-hq', 'acme-team', 'acme-org'])
    expect(suggestSlugs('acme')).toEqual(suggestSlugs('acme'))
  })

  it('tries the name first when it says more', () => {
    expect(suggestSlugs('acme', 'Acme Łódź')[0]).toBe('acme-lodz')
  })

  it('leaves out a name that is the slug itself', () => {
    expect(suggestSlugs('acme', 'Acme')[0]).toBe('acme-2')
  })

  it('counts on from a number and never offers the slug itself', () => {
    expect(suggestSlugs('acme-2')).toContain('acme-3')
    expect(suggestSlugs('acme-2')).not.toContain('acme-2')
  })

  it.each([
    ['a slug of 50 characters', 'a'.repeat(50)],
    ['a slug of 50 characters in words', `${'abcd-'.repeat(9)}abcde`],
    ['a short slug', 'abc'],
    ['a number', '123'],
    ['a letter and a number', 'a-2'],
    ['a reserved slug', 'admin'],
    ['a slug like punycode', 'xn--acme'],
    ['two hyphens in a row', 'a--b'],
    ['what is no slug', '日本語'],
    ['nothing', ''],
    ['50 kB of hyphens and digits', '-1'.repeat(25_000)],
  ])('gives at least eight different usable candidates for %s', (_, slug) => {
    const candidates = suggestSlugs(slug, 'Acme Cafe')
    expect(new Set(candidates).size).toBeGreaterThanOrEqual(8)
    expect(candidates.filter((candidate) => !isUsable(candidate) || candidate === slug)).toEqual([])
  })
})
