import type { JsonSchema, OpenApiDocument } from '@tenantry/core/openapi'
import { alternatives, isNullable, type Schema } from './schema.ts'

type Path = readonly (string | number)[]

/** One rule to break: where, how, and with what there. */
export interface Break {
  readonly what: string
  readonly path: Path
  /** What stands there instead; `gone` for nothing at all. */
  readonly value: unknown
}

/** Stands for a place that is left out. */
const gone = Symbol('gone')

/** Stands in JSON for a number that JavaScript cannot write. */
export const BEYOND_NUMBERS = 'a number beyond all numbers'

const OTHERS: Readonly<Record<string, unknown>> = {
  string: 'text',
  integer: 7,
  number: 7.5,
  boolean: true,
  array: [],
  object: {},
}

/** Every rule of a schema, broken one at a time, and what tries the reader at every place. */
export function breaksOf(schema: JsonSchema | Schema, document: OpenApiDocument, path: Path = []): readonly Break[] {
  const options = alternatives(schema, document)
  const broken = (what: string, value: unknown): Break => ({ what: `${what} at /${path.join('/')}`, path, value })
  return [
    ...(isNullable(options) ? [] : [broken('null', null)]),
    ...wrongTypes(options).map(([type, value]) => broken(`the type ${type}`, value)),
    ...options.flatMap((option) => wrongValues(option).map(([what, value]) => broken(what, value))),
    ...options.flatMap((option) => within(option, document, path)),
  ]
}

function within(schema: Schema, document: OpenApiDocument, path: Path): readonly Break[] {
  const { properties = {}, required = [], items } = schema
  const fields = Object.entries(properties)
  const add = (key: string, value: unknown): Break => ({ what: `the key ${key} more`, path: [...path, key], value })
  return [
    ...required.map((key): Break => ({ what: `${key} missing`, path: [...path, key], value: gone })),
    ...(fields.length > 0
      ? [add('unknown', 1), add('__proto__', { polluted: true }), add('constructor', { prototype: { polluted: true } })]
      : []),
    ...fields.flatMap(([key, field]) => breaksOf(field, document, [...path, key])),
    ...(items ? breaksOf(items, document, [...path, 0]) : []),
  ]
}

function wrongTypes(options: readonly Schema[]): readonly (readonly [type: string, value: unknown])[] {
  const types = options.map(({ type, properties, items }) => type ?? (properties ? 'object' : items ? 'array' : 'any'))
  if (types.includes('any')) return []
  return Object.entries(OTHERS).filter(
    ([type]) => !types.includes(type) && !(type === 'integer' && types.includes('number')),
  )
}

function wrongValues(schema: Schema): readonly (readonly [what: string, value: unknown])[] {
  const { type, minimum, maximum, minItems, maxItems } = schema
  if (schema.enum) return [['no listed value', 'no-such-value']]
  if (type === 'string') return wrongTexts(schema)
  if (type === 'integer' || type === 'number')
    return [
      ['one too small', (minimum ?? 0) - 1],
      ['one too large', (maximum ?? Number.MAX_SAFE_INTEGER) + 1],
      ['a fraction', 1.5],
      ['minus zero', -0],
      ['a huge number', 1e300],
      ['a number beyond all', BEYOND_NUMBERS],
    ]
  if (type === 'array')
    return [
      ...(minItems ? [['no item', []] as const] : []),
      ...(maxItems ? [['too many items', Array.from({ length: maxItems + 1 }, () => ({}))] as const] : []),
      ['a thousand numbers', Array.from({ length: 1000 }, (_, index) => index)],
    ]
  return []
}

function wrongTexts({ format, pattern, minLength = 0, maxLength }: Schema) {
  return [
    ...(minLength > 0 || pattern || format ? [['empty', ''] as const] : []),
    ...(maxLength ? [['one character too long', 'x'.repeat(maxLength + 1)] as const] : []),
    ...(format ? [[`no ${format}`, `not a ${format}`] as const] : []),
    ...(pattern ? [['against the pattern', ' ~ ! ~ '] as const] : []),
    ['NUL', 'a\0b'] as const,
    ['half a character', 'a\ud800b'] as const,
    ['marks that reorder', 'a\u202eb\u2066'] as const,
    ['quotes and a statement', "'; DROP TABLE users; --"] as const,
    ['wildcards', '%_\\'] as const,
    ['forty thousand characters', 'x'.repeat(40_000)] as const,
  ]
}

/** The value with one rule broken. */
export function breakAt(value: unknown, [key, ...path]: Path, other: unknown): unknown {
  if (key === undefined) return other
  if (typeof value !== 'object' || value === null) return value
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string | number, unknown>
  if (path.length === 0 && other === gone) delete copy[key]
  // Not assigned: `__proto__` would change what the copy is instead of becoming a field of it.
  else Object.defineProperty(copy, key, { ...ENUMERABLE, value: breakAt(copy[key], path, other) })
  return copy
}

const ENUMERABLE = { configurable: true, enumerable: true, writable: true } as const
