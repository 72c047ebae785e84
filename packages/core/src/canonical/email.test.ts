import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalEmail, maskEmail } from './email.ts'

describe('canonicalEmail', () => {
  it.each([
    ['keeps a canonical address', 'ada@example.com', 'ada@example.com'],
    ['lower-cases ASCII letters', 'Ada.LOVE@Example.COM', 'ada.love@example.com'],
    ['trims', '\t ada@example.com \r\n', 'ada@example.com'],
    ['keeps dots, which few mail hosts ignore', 'a.d.a@example.com', 'a.d.a@example.com'],
    ['keeps plus tags', 'ada+tag@example.com', 'ada+tag@example.com'],
    ['keeps an apostrophe', "o'ada@example.com", "o'ada@example.com"],
    ['keeps the other signs of an atom', '#$&*+-/=^_`{|}~?@example.com', '#$&*+-/=^_`{|}~?@example.com'],
    ['writes the domain as punycode', 'ada@München.example', 'ada@xn--mnchen-3ya.example'],
    ['maps the Kelvin sign in the domain', 'ada@\u212aelvin.example', 'ada@kelvin.example'],
    ['composes letters', 'ade\u0300le@example.com', 'adèle@example.com'],
    ['keeps capitals outside ASCII', 'Ада@example.com', 'Ада@example.com'],
    ['keeps É apart from é', 'É@example.com', 'É@example.com'],
    ['treats both spellings of É alike', 'E\u0301@example.com', 'É@example.com'],
    ['keeps İ, which lower-cases differently by place', 'İ@example.com', 'İ@example.com'],
    ['composes what lower-casing made composable', 'J\u030c@example.com', 'ǰ@example.com'],
    ['takes 64 octets before the at sign', `${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
    [
      'takes 254 octets',
      `${'a'.repeat(64)}@${'b'.repeat(61)}.${'c'.repeat(61)}.${'d'.repeat(61)}.com`,
      `${'a'.repeat(64)}@${'b'.repeat(61)}.${'c'.repeat(61)}.${'d'.repeat(61)}.com`,
    ],
  ])('%s', (_, value, email) => {
    expect(canonicalEmail(value)).toBe(email)
  })

  it.each([
    ['nothing', ''],
    ['an at sign alone', '@'],
    ['no at sign', 'ada.example.com'],
    ['two at signs', 'ada@example.org@example.com'],
    ['no local part', '@example.com'],
    ['no domain', 'ada@'],
    ['a domain without a dot', 'ada@localhost'],
    ['a trailing dot', 'ada@example.com.'],
    ['a space before the domain', 'ada@ example.com'],
    ['a space before the at sign', 'ada @example.com'],
    ['a space inside', 'a da@example.com'],
    ['a no-break space inside', 'a\u00a0da@example.com'],
    ['a display name', 'Ada <ada@example.com>'],
    ['angle brackets', '<ada@example.com>'],
    ['a scheme', 'mailto:ada@example.com'],
    ['a list by comma', 'ada@example.com,eve@example.org'],
    ['a list by semicolon', 'ada@example.com;eve@example.org'],
    ['a list by line break', 'ada@example.com\neve@example.org'],
    ['a header after a line break', 'ada@example.com\r\nBcc: eve@example.org'],
    ['a line break in the local part', 'a\nda@example.com'],
    ['NUL', 'ada\0@example.com'],
    ['a trailing NUL', 'ada@example.com\0'],
    ['DEL', 'ada\u007f@example.com'],
    ['a C1 control character', 'ada\u0085x@example.com'],
    ['a quoted local part', '"ada"@example.com'],
    ['a quoted at sign', '"ada@example.org"@example.com'],
    ['a backslash', 'ada\\@example.com'],
    ['a comment', 'ada(x)@example.com'],
    ['a comment in the domain', 'ada@example.com(x)'],
    ['a route through another host by percent sign', 'ada%example.org@example.com'],
    ['a route through another host by bang', 'example.org!ada@example.com'],
    ['an encoded word', '=?utf-8?q?ada=40example.org=3e?=@example.com'],
    ['a leading dot', '.ada@example.com'],
    ['a trailing dot before the at sign', 'ada.@example.com'],
    ['two dots in a row', 'a..da@example.com'],
    ['an IPv4 literal', 'ada@[192.0.2.1]'],
    ['an IPv6 literal', 'ada@[IPv6:2001:db8::1]'],
    ['a bare IPv4 address', 'ada@192.0.2.1'],
    ['a hexadecimal IPv4 address', 'ada@0x7f.1'],
    ['a port', 'ada@example.com:25'],
    ['a path', 'ada@example.com/x'],
    ['a percent-encoded domain', 'ada@ex%61mple.com'],
    ['the Kelvin sign, which is another mailbox than k', '\u212aate@example.com'],
    ['the Kelvin sign beside letters that compose', '\u212aate\u0301@example.com'],
    ['a long s, which upper-cases to S', 'be\u017fs@example.com'],
    ['full-width letters', 'ａｄａ@example.com'],
    ['a full-width at sign', 'ada＠example.com'],
    ['a ligature', 'ﬁn@example.com'],
    ['a Greek question mark, which NFC turns into a semicolon', 'ada\u037ex@example.com'],
    ['a zero-width space', 'a\u200bda@example.com'],
    ['a zero-width joiner', 'a\u200dda@example.com'],
    ['a soft hyphen', 'a\u00adda@example.com'],
    ['a variation selector', 'a\ufe0fda@example.com'],
    ['a Hangul filler', 'a\u3164da@example.com'],
    ['text turned round', 'a\u202eda@example.com'],
    ['a byte order mark inside', 'a\ufeffda@example.com'],
    ['a private-use character', 'a\ue000da@example.com'],
    ['a lone high surrogate', 'a\ud800da@example.com'],
    ['a lone low surrogate', 'a\udc00da@example.com'],
    ['a lone surrogate in the domain', 'ada@ex\ud800ample.com'],
    ['65 octets before the at sign', `${'a'.repeat(65)}@example.com`],
    ['33 letters of two octets before the at sign', `${'ф'.repeat(33)}@example.com`],
    ['255 octets', `${'a'.repeat(64)}@${'b'.repeat(61)}.${'c'.repeat(61)}.${'d'.repeat(61)}.info`],
    ['50 kB of at signs', '@'.repeat(50_000)],
    ['50 kB of dots', `${'a.'.repeat(25_000)}@example.com`],
    ['50 kB of combining marks', `a${'\u0301\u0323'.repeat(25_000)}@example.com`],
  ])('refuses %s', (_, value) => {
    expect(canonicalEmail(value)).toBeNull()
  })

  it('lets no letter outside ASCII stand for a letter of ASCII', () => {
    const taken: string[] = []
    for (let point = 0x80; point < 0x30000; point++) {
      const email = canonicalEmail(`a${String.fromCodePoint(point)}b@example.com`)
      if (email !== null && /^[ -~]*$/.test(email)) taken.push(point.toString(16))
    }
    expect(taken).toEqual([])
  })

  it('keeps what it has made, and reads both Unicode spellings alike, whatever the input', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }), (local) => {
        const email = canonicalEmail(`${local}@example.com`)
        if (email === null) return
        expect(canonicalEmail(email)).toBe(email)
        expect(canonicalEmail(email.normalize('NFD'))).toBe(email)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('maskEmail', () => {
  it.each([
    ['shows the first character and the domain', 'Ada.Love@Example.com', 'a***@example.com'],
    ['does not show how long the local part is', 'a@example.com', 'a***@example.com'],
    ['shows a whole first character outside the basic plane', '𐐷da@example.com', '𐐷***@example.com'],
    ['shows nothing of what is not an address', 'secret', '***'],
    ['lets no line break into a log', 'ada\nlevel=fatal@example.com', '***'],
    ['shows nothing of nothing', '', '***'],
  ])('%s', (_, value, masked) => {
    expect(maskEmail(value)).toBe(masked)
  })
})
