import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines } from '../start-tenantry.ts'
import { type Accepting, type Attack, ada, expectRefusal, leavesNoTrace, shoot, startAttack } from './requests.ts'

/** Values of every type; a field refuses those of another type than its own. */
const values: Readonly<Record<string, unknown>> = {
  null: null,
  'a number': 7,
  'a large number': 1e308,
  zero: 0,
  true: true,
  false: false,
  'an empty array': [],
  'an array of texts': ['acme'],
  'an empty object': {},
  'an object that plays a text': { toString: 'acme', length: 4 },
  'a text': 'acme',
  'deep nesting': nested(500),
}

function nested(depth: number): unknown {
  return depth === 0 ? 1 : { a: nested(depth - 1) }
}

const typeOf = (value: unknown) => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value)

/** Fields for which null says "none". */
const nullable = new Set(['google_domain', 'reason', 'team_id'])

/** Texts that no field takes, put at the end of a value that is right by itself. */
const unprintable: Readonly<Record<string, string>> = {
  NUL: '\u0000',
  'a control character': '\u0001',
  'a line feed': 'a\nb',
  'a carriage return': 'a\rb',
  'a line break in a header': '\r\nBcc: evil@example.com',
  'a backspace': '\u0008x',
  DEL: '\u007f',
  'a C1 control character': '\u0085x',
  'a line separator': '\u2028x',
  'a paragraph separator': '\u2029x',
  'half a pair': '\ud83d',
  'the other half': '\udd11',
  'a pair the wrong way round': '\udd11\ud83d',
  'a right-to-left override': '\u202ecod.exe',
  'an isolate': '\u2067x',
  'a byte order mark': '\ufeffx',
  'a very long value': 'x'.repeat(5000),
  'SQL that ends the statement': "\u0000'; DROP TABLE users; --",
}

// What UTS 46 drops from a domain; the rest is checked without it.
const dropped: Readonly<Record<string, readonly string[]>> = { 'a byte order mark': ['email', 'google_domain'] }
// A redirect is data until somebody follows it: where it leads is decided then.
const readLater = new Set(['redirect'])
// A password may hold whatever a keyboard types.
const secrets = new Set(['password', 'confirmPassword'])
const noSecret = (text: string) => text.includes('\0') || text.length > 128 || !text.isWellFormed()

describe.each(engines)('values no field takes, on %s', (engine) => {
  let attack: Attack
  beforeAll(async () => {
    attack = await startAttack(engine)
  })
  afterAll(() => attack.running.stop())

  async function refuses({ path, as }: Accepting, body: unknown, field: string, what: string) {
    const answer = await shoot(attack, path, { as, body: JSON.stringify(body) })
    expectRefusal(answer, 400, 'VALIDATION_FAILED', `${what} as ${field} to ${path}`)
    const { issues } = JSON.parse(answer.text).details
    expect(
      issues.map(({ path: [first] }: { path: unknown[] }) => first),
      what,
    ).toContain(field)
  }

  test.each(Object.entries(values))('refuses %s where another type belongs', async (what, value) => {
    await leavesNoTrace(attack, async () => {
      for (const endpoint of attack.endpoints) {
        for (const [field, right] of Object.entries(endpoint.body)) {
          if (typeOf(right) === typeOf(value) || (value === null && nullable.has(field))) continue
          await refuses(endpoint, { ...endpoint.body, [field]: value }, field, what)
        }
      }
    })
  })

  test('refuses every body that lacks a field it needs', async () => {
    const optional = new Set([...nullable, 'full_name', 'redirect', 'require_google_domain', 'country_code'])
    await leavesNoTrace(attack, async () => {
      for (const endpoint of attack.endpoints) {
        for (const field of Object.keys(endpoint.body).filter((name) => !optional.has(name))) {
          const { [field]: _, ...body } = endpoint.body
          await refuses(endpoint, body, field, 'nothing')
        }
      }
    })
  })

  test.each(Object.entries(unprintable))('refuses %s in every text', async (what, text) => {
    await leavesNoTrace(attack, async () => {
      for (const endpoint of attack.endpoints) {
        for (const [field, right] of Object.entries(endpoint.body)) {
          if (typeof right !== 'string' || readLater.has(field) || dropped[what]?.includes(field)) continue
          if (secrets.has(field) && !noSecret(text)) continue
          const both = secrets.has(field)
            ? { password: right + text, confirmPassword: right + text }
            : { [field]: right + text }
          await refuses(endpoint, { ...endpoint.body, ...both }, field === 'confirmPassword' ? 'password' : field, what)
        }
      }
    })
  })

  test('skips unprintable addresses among those to invite, and keeps nothing of them', async () => {
    const path = `/api/organizations/${attack.organizationId}/invitations`
    const short = Object.values(unprintable).filter(({ length }) => length < 300)
    const invitations = short.map((text) => ({ email: `invited@example.com${text}`, role: 'employee' }))
    await leavesNoTrace(attack, async () => {
      const answer = await shoot(attack, path, { as: ada, body: JSON.stringify({ invitations }) })
      expect(answer.status).toBe(207)
      const { results } = JSON.parse(answer.text)
      expect(new Set(results.map(({ status, code }: Record<string, string>) => `${status} ${code}`))).toEqual(
        new Set(['skipped VALIDATION_FAILED']),
      )
    })
  })

  test('answers the same again for a key, whatever the addresses held', async () => {
    const path = `/api/organizations/${attack.organizationId}/invitations`
    for (const [what, text] of Object.entries(unprintable)) {
      if (text.length > 300) continue
      const body = JSON.stringify({ invitations: [{ email: `invited${text}@example.com`, role: 'employee' }] })
      const headers = { 'idempotency-key': `"${what.replaceAll(' ', '-')}"` }
      const [first, again] = [
        await shoot(attack, path, { as: ada, body, headers }),
        await shoot(attack, path, { as: ada, body, headers }),
      ]
      expect([first.status, again.status], what).toEqual([207, 207])
      expect(JSON.parse(again.text)).toEqual(JSON.parse(first.text))
    }
    expect(attack.running.faults).toEqual([])
  })

  const lists: Readonly<Record<string, unknown>> = {
    'an empty list': [],
    'a list that is too long': Array.from({ length: 101 }, (_, i) => ({
      email: `x${i}@example.com`,
      role: 'employee',
    })),
    'thousands of numbers': Array.from({ length: 30_000 }, () => 0),
    'thousands of lists': Array.from({ length: 20_000 }, () => []),
    'a list with a hole': [{ email: 'x@example.com', role: 'employee' }, null],
    'an unknown form of role': [{ email: 'x@example.com', role: 'Admin; DROP TABLE' }],
    'a team that is no id': [{ email: 'x@example.com', role: 'employee', team_id: 'sales' }],
    'an address beyond all measure': [{ email: `${'x'.repeat(400)}@example.com`, role: 'employee' }],
  }
  test.each(Object.entries(lists))('refuses %s of people to invite', async (what, invitations) => {
    const path = `/api/organizations/${attack.organizationId}/invitations`
    await leavesNoTrace(attack, () => refuses({ path, as: ada, body: {} }, { invitations }, 'invitations', what))
  })
})
