import type { JsonSchema, OpenApiParameter } from '@tenantry/core/openapi'
import * as fc from 'fast-check'
import type { Operation } from '../operations.ts'
import { compile } from './compile.ts'
import type { Draft } from './draft.ts'
import { type Caller, callers } from './people.ts'
import { type Known, nameOf, type Pool } from './pool.ts'
import type { Random } from './random.ts'
import { samplesOf } from './samples.ts'

const arbitraries = new Map<object, { readonly full: fc.Arbitrary<unknown>; readonly any: fc.Arbitrary<unknown> }>()

/** What a value may hold beside what its schema says. */
export interface Wish {
  /** With nothing optional left out. @default false */
  readonly full?: boolean
  readonly caller?: Caller
}

/** A request that the document allows, made of generated values and of what the server told before. */
export function validDraft(operation: Operation, pool: Pool, random: Random, wish: Wish = {}): Draft {
  const { full = false, caller = random.pick(callers) } = wish
  const parameters = parametersOf(operation)
  const values = parameters
    .filter(({ required }) => required || full || random.chance(0.5))
    // Nobody makes up a cursor: it is the server's to give.
    .filter(({ name }) => name !== 'cursor' || (random.chance(0.3) && pool.draw(name, '', random) !== undefined))
    .map((parameter) => ({
      ...parameter,
      value: inputOf(operation, parameter.schema, nameOf(parameter.name), { pool, random, full }),
    }))
  const inPath = values.filter((value) => value.in === 'path')
  const ids = Object.fromEntries(inPath.map(({ name, value }) => [nameOf(name), value as Known]))
  // Two ids that were made up apart never belong together.
  const related = inPath.length > 1 && random.chance(0.8) ? pool.drawIds(ids, random) : undefined
  const body = bodyOf(operation, pool, random, full)
  return {
    operation,
    what: 'valid',
    caller,
    method: operation.method,
    params: Object.fromEntries(inPath.map(({ name }) => [name, segmentOf({ ...ids, ...related }[nameOf(name)])])),
    query: values
      .filter((value) => value.in === 'query')
      .map(({ name, value }) => [name, encodeURIComponent(String(value).toWellFormed())] as const),
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  }
}

// What cannot stand in a path leads elsewhere before the server sees it (RFC 3986 §5.2.4).
function segmentOf(value: unknown): string {
  const text = String(value).toWellFormed()
  return /^\.{0,2}$/.test(text) ? 'x' : encodeURIComponent(text)
}

/** A body that the document allows; undefined where it knows none. */
function bodyOf(operation: Operation, pool: Pool, random: Random, full: boolean): unknown {
  const schema = bodySchemaOf(operation)
  return schema && inputOf(operation, schema, '', { pool, random, full })
}

/** The schema of an operation's body; undefined where it takes none. */
export function bodySchemaOf({ spec }: Operation): JsonSchema | undefined {
  return spec.requestBody?.content['application/json']?.schema
}

/** The parameters of an operation's path and query. */
export function parametersOf({ spec }: Operation): readonly OpenApiParameter[] {
  const parameters = (spec.parameters ?? []).filter((parameter): parameter is OpenApiParameter => 'name' in parameter)
  return parameters.filter((parameter) => parameter.in !== 'header')
}

function sampleOf({ api }: Operation, schema: JsonSchema, random: Random, full: boolean): unknown {
  const known = arbitraries.get(schema) ?? {
    full: samplesOf(schema, api.document, true),
    any: samplesOf(schema, api.document, false),
  }
  arbitraries.set(schema, known)
  return fc.sample(full ? known.full : known.any, { numRuns: 1, seed: random.below(2 ** 31) })[0]
}

interface Sources {
  readonly pool: Pool
  readonly random: Random
  readonly full: boolean
}

// What is known may not fit where it is asked for by the same name.
function inputOf(operation: Operation, schema: JsonSchema, name: string, { pool, random, full }: Sources): unknown {
  const sample = repeated(sampleOf(operation, schema, random, full))
  const value = repeated(seasoned(sample, name, pool, random))
  return compile(operation, schema)(value).length === 0 ? value : sample
}

// What was only made up is hardly ever somebody's; real ids and names get further.
function seasoned(value: unknown, name: string, pool: Pool, random: Random): unknown {
  if (Array.isArray(value)) return value.map((item) => seasoned(item, name, pool, random))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, seasoned(inner, nameOf(key), pool, random)]),
    )
  const known = pool.draw(name, value, random)
  return random.chance(0.7) && known !== undefined ? known : value
}

// `confirmPassword` says again what `password` says.
function repeated(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const fields = Object.entries(value).map(([key, inner]): [string, unknown] => {
    const again = /^confirm_?(\w+)$/i.exec(key)?.[1]?.toLowerCase()
    return [key, again && again in value ? (value as Record<string, unknown>)[again] : inner]
  })
  return Object.fromEntries(fields)
}
