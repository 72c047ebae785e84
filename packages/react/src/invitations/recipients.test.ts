import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isWhole, type Recipient, recipientsIn } from './recipients.ts'

const written = ({ email, name }: Recipient) => (name ? `${name} | ${email}` : email)

describe('one address', () => {
  test.each([
    ['', []],
    [' \n, ;<>', []],
    ['ada@example.com', ['ada@example.com']],
    [' mailto:ada@example.com ', ['ada@example.com']],
    ['Ada Example <ada@example.com>', ['Ada Example | ada@example.com']],
    ['Agent 007 J.B. <james@example.com>', ['Agent 007 J.B. | james@example.com']],
    ['"Example, Ada" <ada@example.com>', ['Example, Ada | ada@example.com']],
    ['"ada@example.com" <ada@example.com>', ['ada@example.com']],
    ['Ada Example ada@example.com', ['Ada Example | ada@example.com']],
    ['ada@ example.com', ['ada@ example.com']],
    ['"Ada <ada@example.com>', ['"Ada | ada@example.com']],
    ['Ada <>', ['Ada']],
  ])('is found in %j', (text, found) => {
    expect(recipientsIn(text).map(written)).toEqual(found)
  })
})

describe('what is far too long', () => {
  const addresses = Array.from({ length: 10_000 }, (_, number) => `person.${number}@example.com`)

  test.each([
    ['a line of commas', `${','.repeat(500_000)}\nada@example.com,`],
    [
      'rows of a sheet with all its columns',
      Array(10)
        .fill(`ada@example.com${'\t'.repeat(16_383)}`)
        .join('\n'),
    ],
    ['a long line of addresses and another', `${addresses.join(',')}\nben@example.com, ben`],
    ['words without an end', 'word '.repeat(100_000)],
    ['one word of ten million letters', 'a'.repeat(10_000_000)],
  ])('is read to its end: %s', (_, text) => {
    expect(recipientsIn(text).length).toBeGreaterThan(0)
  })

  test('does not hold up whoever types on behind it', () => {
    expect(isWhole(`${'a'.repeat(1_000_000)}<${'b '.repeat(1_000_000)}`)).toBe(false)
  })
})

describe('a list', () => {
  test.each([
    [
      'ada@example.com, ben@example.com;cleo@example.org\ndora@example.org\temil@example.org fay@example.org',
      [
        'ada@example.com',
        'ben@example.com',
        'cleo@example.org',
        'dora@example.org',
        'emil@example.org',
        'fay@example.org',
      ],
    ],
    [
      'Ada Example <ada@example.com>, "Example, Ben" <ben@example.com>',
      ['Ada Example | ada@example.com', 'Example, Ben | ben@example.com'],
    ],
    ['Ada <ada@example.com>\nben@example.com', ['Ada | ada@example.com', 'ben@example.com']],
    ['ben@example.com Ada <ada@example.com>', ['ben@example.com', 'Ada | ada@example.com']],
    ['Friends <ada@example.com ben@example.com>', ['Friends | ada@example.com', 'ben@example.com']],
    ['"ada@example.com, ben@example.com"', ['ada@example.com', 'ben@example.com']],
    ['dora.example.com ada@example.com', ['dora.example.com', 'ada@example.com']],
    ['dora.example.com, ada@example.com\nben', ['dora.example.com', 'ada@example.com', 'ben']],
    [
      'ada@example.com, ben@example.com\ncleo@example.org, x',
      ['ada@example.com', 'ben@example.com', 'cleo@example.org', 'x'],
    ],
  ])('is taken apart: %j', (text, found) => {
    expect(recipientsIn(text).map(written)).toEqual(found)
  })
})

describe('a table', () => {
  test.each([
    [
      'First name,Last name,E-mail\nAda,Example,ada@example.com\nBen,,ben.example.com',
      ['Ada Example | ada@example.com', 'Ben | ben.example.com'],
    ],
    ['Adres e-mail;Imię\r\nada@example.com;Ada\r\n;Ben\r\n', ['Ada | ada@example.com', 'Ben']],
    ['ada@example.com\tAda\nben@example.com\tBen', ['Ada | ada@example.com', 'Ben | ben@example.com']],
    [
      '"Example, Ada",ada@example.com\n"Ben ""B"" Example",ben@example.com',
      ['Example, Ada | ada@example.com', 'Ben "B" Example | ben@example.com'],
    ],
    ['Name\tEmail\nAda, Dr\tada@example.com', ['Ada, Dr | ada@example.com']],
    ['Name,Email\nAda,"ada@example.com; ada@example.org"', ['Ada | ada@example.com', 'ada@example.org']],
  ])('is read by its column of addresses: %j', (text, found) => {
    expect(recipientsIn(text).map(written)).toEqual(found)
  })

  test('of a thousand rows is read at once', () => {
    const rows = Array.from({ length: 1000 }, (_, row) => `Person ${row},person.${row}@example.com`)
    expect(recipientsIn(['Name,Email', ...rows].join('\n'))).toHaveLength(1000)
  })
})

test.each([
  ['ada@example.com ', true],
  ['Ada <ada@example.com> ', true],
  ['Ada ', false],
  ['ada@ ', false],
  ['', false],
])('a space behind %j ends an address: %s', (text, is) => {
  expect(isWhole(text)).toBe(is)
})

describe('whatever is pasted', () => {
  const word = fc.oneof(
    fc.constantFrom(
      'ada@example.com',
      'ben@example.org',
      'Ada',
      'E-mail',
      'Name',
      '"',
      '""',
      '"Example, Ben"',
      'x@',
      '@',
    ),
    fc.string({ minLength: 1, maxLength: 6 }),
  )
  const separator = fc.constantFrom(',', ';', ' ', '\n', '\t', '\r\n', ' <', '> ', ', ', '')
  const text = fc.array(fc.tuple(word, separator)).map((parts) => parts.flat().join(''))
  const tokensOf = (pasted: string) => pasted.split(/[\s,;<>"]+|mailto:/i).filter(Boolean)

  test('nothing of it is lost, but the heads of a table', () => {
    fc.assert(
      fc.property(text, (pasted) => {
        const kept = recipientsIn(pasted).flatMap(({ email, name }) => tokensOf(`${email} ${name}`))
        const [head = '', ...body] = pasted.split(/[\r\n]+/).filter((line) => line.trim())
        const wanted = tokensOf(body.length > 0 && /mail|adres/i.test(head) ? body.join('\n') : pasted)
        expect(new Set(kept)).toEqual(new Set([...kept, ...wanted]))
        expect(kept.filter((token) => !tokensOf(pasted).includes(token))).toEqual([])
      }),
      { numRuns: 3000 },
    )
  })

  test('quotes around quotes without end are no more than text', () => {
    const found = recipientsIn(`${'" '.repeat(20_000)}ada@example.com${' "'.repeat(20_000)}`)
    expect(found.map(({ email }) => email)).toContain('ada@example.com')
  })

  test('whoever stands in it as an address of their own is somebody to invite', () => {
    const address = fc.integer({ min: 0, max: 99 }).map((number) => `person.${number}@example.com`)
    const mark = fc.constantFrom(',', ';', ' ', '\n', '\t', ', ', '; ', '\r\n')
    fc.assert(
      fc.property(fc.array(fc.tuple(address, mark)), (parts) => {
        const found = recipientsIn(parts.flat().join(''))
        expect(found).toEqual(parts.map(([email]) => ({ email, name: '' })))
      }),
    )
  })

  test('what was written in our own form is read again', () => {
    const name = fc
      .string()
      .map((any) => any.replace(/["\r\n]/g, '').trim())
      .filter((any) => any !== '')
    fc.assert(
      fc.property(name, (any) => {
        expect(recipientsIn(`"${any}" <ada@example.com>`)).toEqual([{ email: 'ada@example.com', name: any }])
      }),
    )
  })
})
