import type { Operation } from '../operations.ts'
import { BEYOND_NUMBERS, breakAt, breaksOf } from './breaks.ts'
import type { Draft } from './draft.ts'
import { keys, methods, odd, pathValues, queryValues, texts, tokens, types } from './oddities.ts'
import { alternatives, type Schema } from './schema.ts'
import { bodySchemaOf, parametersOf } from './valid.ts'

/** One thing made wrong, or odd, in a valid request. */
export interface Change {
  readonly what: string
  readonly apply: (draft: Draft) => Draft
}

/** Everything that can be made wrong in a request to an operation: each rule of its schemas, and whatever HTTP allows. */
export function changesOf(operation: Operation): readonly Change[] {
  return [
    ...inBody(operation),
    ...inQuery(operation),
    ...inPath(operation),
    ...(bodySchemaOf(operation) ? ofText() : []),
    ...tokens.map((value) => header('authorization', value)),
    ...keys.map((value) => header('idempotency-key', value)),
    ...types.map((value) => header('content-type', value)),
    ...odd.map(([name, value]) => header(name, value)),
    ...methods.map((method): Change => ({ what: `method ${method}`, apply: (draft) => withMethod(draft, method) })),
  ]
}

function inBody(operation: Operation): readonly Change[] {
  const schema = bodySchemaOf(operation)
  if (!schema) return []
  return breaksOf(schema, operation.api.document).map(({ what, path, value }) => ({
    what: `body with ${what}`,
    apply: (draft) => ({ ...draft, body: jsonOf(breakAt(JSON.parse(String(draft.body)), path, value)) }),
  }))
}

// JSON.stringify writes no such number, but a caller may.
function jsonOf(body: unknown): string {
  return JSON.stringify(body)?.replace(`"${BEYOND_NUMBERS}"`, '1e999') ?? ''
}

function inQuery(operation: Operation): readonly Change[] {
  const inquiry = parametersOf(operation).filter((parameter) => parameter.in === 'query')
  return inquiry.flatMap(({ name, schema }): Change[] => {
    const query = (what: string, change: (query: Draft['query']) => Draft['query']): Change => ({
      what: `query with ${what}`,
      apply: (draft) => ({ ...draft, query: change(draft.query) }),
    })
    return [
      query(`${name} missing`, (before) => before.filter(([key]) => key !== name)),
      query(`${name} twice`, (before) => [...before, ...before.filter(([key]) => key === name)]),
      query(`${name} as a list`, (before) => before.map(([key, value]) => [key === name ? `${key}[]` : key, value])),
      query('a parameter nobody knows', (before) => [...before, ['__proto__', '1']]),
      ...[...queryValues, ...limitsOf(schema, operation)].map((value) =>
        query(`${name}=${brief(value)}`, (before) => before.map(([key, old]) => [key, key === name ? value : old])),
      ),
    ]
  })
}

/** The values just beyond what a schema allows. */
function limitsOf(schema: Schema, { api }: Operation): readonly string[] {
  return alternatives(schema, api.document).flatMap(({ minimum, maximum, maxLength }) => [
    ...(minimum === undefined ? [] : [String(minimum - 1)]),
    ...(maximum === undefined ? [] : [String(maximum + 1)]),
    ...(maxLength === undefined ? [] : ['x'.repeat(maxLength + 1)]),
  ])
}

function inPath(operation: Operation): readonly Change[] {
  const names = parametersOf(operation).filter((parameter) => parameter.in === 'path')
  return names.flatMap(({ name }) =>
    pathValues.map((value) => ({
      what: `path with ${name}=${brief(value)}`,
      apply: (draft) => ({ ...draft, params: { ...draft.params, [name]: value } }),
    })),
  )
}

function ofText(): readonly Change[] {
  return texts.map(([what, change]) => ({
    what: `body as ${what}`,
    apply: (draft) => ({ ...draft, body: change(String(draft.body)) }),
  }))
}

function header(name: string, value: string): Change {
  const apply = (draft: Draft): Draft => ({ ...draft, headers: { ...draft.headers, [name]: value } })
  return { what: `${name}: ${brief(value)}`, apply }
}

function withMethod(draft: Draft, method: string): Draft {
  const hasBody = !/^(get|head)$/i.test(method)
  return { ...draft, method, body: hasBody ? draft.body : null }
}

function brief(value: string): string {
  return value.length > 40 ? `${value.slice(0, 40)}… (${value.length})` : value
}
