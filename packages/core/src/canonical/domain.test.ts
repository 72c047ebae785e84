import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { ASCII_DOMAIN, canonicalDomain } from './domain.ts'

it.each([
  ['keeps a canonical domain', 'example.com', 'example.com'],
  ['keeps subdomains, digits and inner hyphens', 'a1.b-2.example.org', 'a1.b-2.example.org'],
  ['lower-cases', 'EXAMPLE.Com', 'example.com'],
  ['trims', ' \n example.com\t', 'example.com'],
  ['encodes a Unicode name as punycode', 'München.example', 'xn--mnchen-3ya.example'],
  ['reads decomposed letters as composed ones', 'mu\u0308nchen.example', 'xn--mnchen-3ya.example'],
  ['keeps a punycode name', 'XN--mnchen-3ya.example', 'xn--mnchen-3ya.example'],
  ['keeps ß apart from ss', 'straße.example', 'xn--strae-oqa.example'],
  ['maps full-width letters', 'ＥＸＡＭＰＬＥ.com', 'example.com'],
  ['maps the Kelvin sign, as every resolver does', '\u212aelvin.example', 'kelvin.example'],
  ['reads an ideographic full stop as a dot', 'example\u3002com', 'example.com'],
  ['takes a Unicode top level', 'приклад.укр', 'xn--80aikifvh.xn--j1amh'],
  ['takes a label of 63 characters', `${'a'.repeat(63)}.com`, `${'a'.repeat(63)}.com`],
  ['takes a top level with a digit', 'example.b1', 'example.b1'],
])('%s', (_, value, domain) => {
  expect(canonicalDomain(value)).toBe(domain)
})

it.each([
  ['nothing', ''],
  ['spaces alone', '   '],
  ['a name without a dot', 'localhost'],
  ['a dot alone', '.'],
  ['a leading dot', '.example.com'],
  ['a trailing dot', 'example.com.'],
  ['an ideographic trailing dot', 'example.com\u3002'],
  ['two dots in a row', 'example..com'],
  ['a leading hyphen', '-example.com'],
  ['a trailing hyphen', 'example-.com'],
  ['an underscore', 'ex_ample.com'],
  ['a label of 64 characters', `${'a'.repeat(64)}.com`],
  ['a name of 254 characters', `${'a.'.repeat(125)}abcd`],
  ['a name that is too long in punycode', `${'ü.'.repeat(60)}com`],
  ['an IPv4 address', '192.0.2.1'],
  ['a short IPv4 address', '192.2'],
  ['a hexadecimal IPv4 address', '0x7f.1'],
  ['an octal IPv4 address', '0300.0.2.1'],
  ['an IPv6 address', '[2001:db8::1]'],
  ['a top level of digits', 'example.123'],
  ['a top level of full-width digits', 'example.１２３'],
  ['a scheme', 'https://example.com'],
  ['a port', 'example.com:443'],
  ['a path', 'example.com/x'],
  ['a query', 'example.com?x'],
  ['a fragment', 'example.com#x'],
  ['a user', 'user@example.com'],
  ['a backslash', 'example.com\\x'],
  ['a percent-encoded letter', 'ex%61mple.com'],
  ['an inner space', 'exam ple.com'],
  ['an inner tab', 'exam\tple.com'],
  ['an inner line break', 'exam\nple.com'],
  ['NUL', 'example.com\0'],
  ['a no-break space', 'exam\u00a0ple.com'],
  ['a lone surrogate', 'ex\ud800ample.com'],
  ['a wildcard', '*.example.com'],
  ['a full-width slash', 'example.com／x'],
  ['a full-width at sign', 'user＠example.com'],
  ['a full-width percent sign', 'ex％61mple.com'],
  ['a letter-like sign that holds a slash', 'a℀b.com'],
  ['empty punycode', 'xn--.com'],
  ['a list', 'example.com,example.org'],
  ['50 kB of dots', '.'.repeat(50_000)],
  ['50 kB of hyphens', `a${'-'.repeat(50_000)}.com`],
])('refuses %s', (_, value) => {
  expect(canonicalDomain(value)).toBeNull()
})

it('keeps what it has made, whatever the input', () => {
  const dotted = fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(dotted, (labels) => {
      const domain = canonicalDomain(`${labels.join('.')}.example`)
      if (domain !== null) expect(canonicalDomain(domain)).toBe(domain)
    }),
    { numRuns: 2_000 },
  )
})

it('takes whatever has the form that is promised, but broken punycode', () => {
  const domains = fc
    .stringMatching(ASCII_DOMAIN)
    .filter((domain) => domain.length <= 253 && !/(^|\.)xn--/i.test(domain))
  fc.assert(fc.property(domains, (domain) => canonicalDomain(domain) === domain.toLowerCase()))
})
