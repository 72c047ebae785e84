import type { JsonSchema, OpenApiDocument } from '@tenantry/core/openapi'
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

/** Says what of a value a schema does not allow; empty when it is valid. */
export type Validate = (value: unknown) => readonly string[]

// Where a schema holds others: one, a list, or a record of them.
const PARTS = ['items', 'additionalProperties', 'not', 'if', 'then', 'else'] as const
const LISTS = ['anyOf', 'oneOf', 'allOf', 'prefixItems'] as const
const RECORDS = ['properties', 'patternProperties'] as const

interface ValidatorOptions {
  /** A field that an object does not list is an error. */
  readonly closed: boolean
}

/** Compiles schemas of one document. */
export function validators({ components }: OpenApiDocument, { closed }: ValidatorOptions) {
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false, strictRequired: false })
  addFormats.default(ajv)
  ajv.addKeyword('components')
  const known = new Map<JsonSchema, Validate>()
  const schemas = closed
    ? { schemas: each(components.schemas, closeWhole), open: each(components.schemas, closeWithin) }
    : { schemas: components.schemas }

  return function compile(schema: JsonSchema): Validate {
    const compiled = known.get(schema)
    if (compiled) return compiled
    const check = ajv.compile({ ...(closed ? closeWhole(schema) : schema), components: schemas })
    const validate = (value: unknown) => (check(value) ? [] : (check.errors ?? []).map(sentence))
    known.set(schema, validate)
    return validate
  }
}

/** The schema with every object in it, itself included, closed against fields it does not list. */
function closeWhole(schema: JsonSchema): JsonSchema {
  const within = closeWithin(schema)
  if ('additionalProperties' in schema) return within
  return 'properties' in schema || 'allOf' in schema ? { ...within, unevaluatedProperties: false } : within
}

// What stands in `allOf` lists some fields of one object: only all of them together can be closed.
function closeWithin(schema: JsonSchema): JsonSchema {
  const closed: Record<string, unknown> = { ...schema }
  for (const key of PARTS) if (isSchema(schema[key])) closed[key] = closeWhole(schema[key])
  for (const key of RECORDS) if (isSchema(schema[key])) closed[key] = each(schema[key], closeWhole)
  for (const key of LISTS) {
    const list = schema[key]
    if (Array.isArray(list)) closed[key] = list.map(key === 'allOf' ? openReference : closeWhole)
  }
  return closed
}

function openReference(schema: JsonSchema): JsonSchema {
  const { $ref } = schema
  if (typeof $ref !== 'string') return closeWithin(schema)
  return { ...schema, $ref: $ref.replace('#/components/schemas/', '#/components/open/') }
}

function each(record: Readonly<Record<string, unknown>>, change: (schema: JsonSchema) => JsonSchema): JsonSchema {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, isSchema(value) ? change(value) : value]),
  )
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function sentence({ instancePath, message = 'is not valid', params }: ErrorObject): string {
  return `${instancePath || 'the whole'} ${message} ${JSON.stringify(params)}`
}
