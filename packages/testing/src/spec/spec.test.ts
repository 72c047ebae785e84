import { expect, test } from 'vitest'
import { type SpecDefect, type SpecExchange, specChecker } from './check-spec.ts'
import type { SpecDocument } from './document.ts'

const document: SpecDocument = {
  paths: {
    '/things/{id}': {
      get: {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: { 200: { $ref: '#/components/responses/thing' } },
      },
    },
    '/things/count': {
      get: { responses: { 200: { content: { 'application/json': { schema: { type: 'integer' } } } } } },
    },
    '/things': {
      parameters: [{ name: 'page', in: 'query', schema: { type: 'integer', minimum: 1, exclusiveMinimum: true } }],
      get: {
        responses: {
          200: {
            content: {
              'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/thing' } } },
            },
          },
        },
      },
      post: {
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/named' } } },
        },
        responses: {
          201: { content: { 'application/json': { schema: { $ref: '#/components/schemas/thing' } } } },
          403: { description: 'no' } as object,
        },
      },
    },
  },
  components: {
    responses: { thing: { content: { 'application/json': { schema: { $ref: '#/components/schemas/thing' } } } } },
    schemas: {
      named: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string', nullable: true, enum: ['a', 'b'] } },
      },
      thing: {
        allOf: [{ $ref: '#/components/schemas/named' }, { type: 'object', properties: { id: { type: 'string' } } }],
      },
    },
  },
}

const json = { 'content-type': 'application/json' }
const answer = (status: number, body?: unknown) => ({
  status,
  headers: json,
  body: body === undefined ? '' : JSON.stringify(body),
})

function exchange(call: string, body: unknown, given: SpecExchange['answer'], headers = json): SpecExchange {
  const [method = '', url = ''] = call.split(' ')
  return { method, url, headers, body: body === undefined ? '' : JSON.stringify(body), answer: given }
}

const thing = { id: '1', name: 'a' }
const check = specChecker(document, { basePath: '/v1', outside: /^POST \/oauth2\// })

test('finds nothing against what is as documented', () => {
  const report = check([
    exchange('GET /v1/things?page=2', undefined, answer(200, [thing, { ...thing, name: null }])),
    exchange('GET /v1/things/count', undefined, answer(200, 3)),
    exchange('GET /v1/things/7', undefined, answer(200, thing)),
    exchange('POST /v1/things', { name: 'b' }, answer(201, thing)),
    exchange('POST /v1/things', { name: 'b' }, answer(403)),
    exchange('POST /v1/things', { name: 'b' }, null),
    exchange('POST /oauth2/token', undefined, answer(200, {})),
  ])
  expect(report).toEqual({ requests: 6, responses: 5, violations: [], unmet: [] })
})

test.each<[what: string, call: SpecExchange, says: string]>([
  ['an unknown path', exchange('GET /v1/others', undefined, answer(200)), 'no such operation'],
  ['a path without its base', exchange('GET /things', undefined, answer(200)), 'no such operation'],
  ['another method', exchange('PUT /v1/things', {}, answer(200)), 'no such operation'],
  ['an unknown parameter', exchange('GET /v1/things?size=1', undefined, answer(200, [])), 'the query has size'],
  ['a wrong parameter', exchange('GET /v1/things?page=1', undefined, answer(200, [])), 'page may not be 1'],
  ['no body', exchange('POST /v1/things', undefined, answer(201, thing)), 'the body is missing'],
  ['a body where none belongs', exchange('GET /v1/things', {}, answer(200, [])), 'there is a body'],
  [
    'an unknown field',
    exchange('POST /v1/things', { name: 'a', more: 1 }, answer(201, thing)),
    'must NOT have unevaluated',
  ],
  ['a wrong value', exchange('POST /v1/things', { name: 'c' }, answer(201, thing)), '/name must be equal to one of'],
  [
    'a form for JSON',
    exchange('POST /v1/things', { name: 'a' }, answer(201, thing), { 'content-type': 'text/plain' }),
    'content type',
  ],
  ['an undocumented status', exchange('POST /v1/things', { name: 'a' }, answer(200, thing)), 'status may not be 200'],
  [
    'an answer with an unknown field',
    exchange('GET /v1/things/1', undefined, answer(200, { ...thing, more: 1 })),
    'unevaluated',
  ],
  [
    'an answer that lacks a field',
    exchange('GET /v1/things/1', undefined, answer(200, { id: '1' })),
    "must have required property 'name'",
  ],
  ['a body where the answer has none', exchange('POST /v1/things', { name: 'a' }, answer(403, {})), '403 has a body'],
])('finds %s', (_, call, says) => {
  const { violations } = check([call])
  expect(violations).toHaveLength(1)
  expect(violations[0]?.says).toContain(says)
})

test('lets a known defect pass, and tells of one that nothing met', () => {
  const known: SpecDefect = {
    operation: 'GET /things',
    part: 'request',
    says: /has size/,
    why: 'it is documented elsewhere',
  }
  const never: SpecDefect = { ...known, part: 'response' }
  const lenient = specChecker(document, { basePath: '/v1', defects: [known, never] })
  const report = lenient([exchange('GET /v1/things?size=1', undefined, answer(200, []))])
  expect([report.violations, report.unmet]).toEqual([[], [never]])
})
