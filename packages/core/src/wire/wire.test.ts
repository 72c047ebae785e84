import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { jsonOf, placesOf, replaced, samplesOf } from '../../test/json-samples.ts'
import { read } from '../client/read.ts'
import { wire as mainWire } from '../client/wire.ts'
import { contract } from '../contract/contract.ts'
import { type Endpoint, endpoint } from '../contract/endpoint.ts'
import { wireOf } from './wire-of.ts'

const things = { method: 'POST', path: '/things', summary: 'Make a thing', auth: 'user', errors: {} } as const
/** What the main contract has no use for yet. */
const others = {
  things: {
    kinds: endpoint({
      ...things,
      output: z.object({
        amount: z.number(),
        count: z.number().check(z.int()),
        size: z.union([z.int(), z.enum(['small', 'large']), z.object({ width: z.int() })]),
        details: z.record(z.string(), z.unknown()),
        extra: z.unknown(),
        tags: z.readonly(z.array(z.nullable(z.string()))),
        note: z.optional(z.nullable(z.string())),
        nothing: z.null(),
      }),
    }),
  },
}
const all: Readonly<Record<string, Readonly<Record<string, Endpoint>>>> = { ...contract, ...others }
const calls = Object.entries(wireOf(all)).flatMap(([noun, verbs]) =>
  Object.entries(verbs).map(([verb, call]) => {
    const output = all[noun]?.[verb]?.output ?? z.never()
    return { name: `${noun}.${verb}`, shape: call.output, output, json: jsonOf(output) }
  }),
)

test('the table of the client is what the contract says (write it anew with `pnpm wire`)', () => {
  expect(mainWire).toEqual(wireOf(contract))
})

describe.each(calls)('an answer of $name', ({ shape, output, json }) => {
  const wrong = [undefined, null, true, 1.5, [], {}]

  test('reads as its schema parses it, with what nobody described beside it', () => {
    fc.assert(
      fc.property(samplesOf(json), (sample) => {
        const answer = asSent({ ...(sample as object), 'not described': 1 })
        expect(read(shape, answer)).toEqual(z.parse(output, answer))
      }),
      { numRuns: 50 },
    )
  })

  test('is refused when a value is missing, null, of another type or unheard of, as by its schema', () => {
    fc.assert(
      fc.property(samplesOf(json, true), (sample) => {
        const broken = placesOf(json).flatMap(({ path, isChoice }) =>
          [...wrong, ...(isChoice ? ['unheard of', 0] : [])].map((other) => ({ path, other })),
        )
        const judged = broken.map(({ path, other }) => {
          const answer = asSent(replaced(sample, path, other))
          return { path, other, bySchema: z.safeParse(output, answer).success, byShape: isRead(answer) }
        })
        expect(judged.filter(({ bySchema, byShape }) => bySchema !== byShape)).toEqual([])
        expect(judged.filter(({ byShape }) => !byShape).length).toBeGreaterThan(placesOf(json).length)
      }),
      { numRuns: 5 },
    )
  })

  function isRead(answer: unknown): boolean {
    try {
      return read(shape, answer) !== undefined
    } catch {
      return false
    }
  }
})

describe('a shape', () => {
  test('drops the key that would turn into a prototype, as schemas do', () => {
    const answer: unknown = JSON.parse('{"a":1,"__proto__":2}')
    expect(Object.keys(read({ values: 'integer' }, answer) as object)).toEqual(['a'])
    expect(Object.keys(z.parse(z.record(z.string(), z.int()), answer))).toEqual(['a'])
  })

  test('names the place that does not fit, and not what stands there', () => {
    const answer = { results: [{ email: 'ada@example.com', status: 'invited', invitation: { id: 7 } }] }
    expect(() => read(mainWire.invitations?.create?.output ?? 'unknown', answer)).toThrow(
      new TypeError('answer.results[0].invitation.id is not what the contract says.'),
    )
  })

  test.each([
    ['a strict object, which a new field would break', z.strictObject({}), 'object'],
    ['a loose object, which hands over what nobody described', z.looseObject({}), 'object'],
    ['a default', z.object({ count: z._default(z.int(), 0) }), 'default'],
    ['a transformation', z.pipe(z.string(), z.transform(Number)), 'pipe'],
    ['a record with keys of a fixed set', z.record(z.enum(['a', 'b']), z.int()), 'record'],
    ['a date', z.date(), 'date'],
  ])('cannot be made of %s', (_, output, kind) => {
    expect(() => wireOf({ things: { make: endpoint({ ...things, output }) } })).toThrow(
      new RegExp(`^things\\.make.*"${kind}"`),
    )
  })
})

test('a table knows which calls carry a body, which only read, and leaves out what a browser follows', () => {
  const output = z.object({})
  const table = wireOf({
    things: {
      make: endpoint({ ...things, body: z.object({}), output }),
      look: endpoint({ ...things, safe: true, output }),
      follow: endpoint({ ...things, statuses: [302], output: z.object({ location: z.url() }) }),
    },
  })
  const call = { method: 'POST', path: '/things', output: { fields: {} } }
  expect(table).toEqual({ things: { make: { ...call, body: true }, look: { ...call, safe: true } } })
})

function asSent(answer: unknown): unknown {
  return answer === undefined ? undefined : JSON.parse(JSON.stringify(answer))
}
