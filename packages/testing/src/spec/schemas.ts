import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { JsonSchema, SpecDocument } from './document.ts'

/** Says what of a value a schema does not allow; empty when it is valid. */
export type Validate = (value: unknown) => readonly string[]

const LISTS = ['anyOf', 'oneOf', 'allOf']
const ANNOTATIONS = ['example', 'examples', 'discriminator', 'xml', 'externalDocs', 'deprecated']

/**
 * Compiles schemas of an OpenAPI 3.0 document. They are closed: a field that an object does not list is wrong, since what nobody
 * documented may be ignored or refused tomorrow.
 */
export function schemasOf(document: SpecDocument): (schema: JsonSchema) => Validate {
  const ajv = new Ajv2020({ allErrors: true, strict: false, logger: false })
  addFormats.default(ajv)
  // Two forms of each component: one that is closed, and one that `allOf` adds to others.
  const components = (document.components?.schemas ?? {}) as Readonly<Record<string, JsonSchema>>
  ajv.addSchema({ $id: 'spec', closed: each(components, closed), open: each(components, open) })
  const known = new Map<JsonSchema, Validate>()

  return (schema) => {
    const compiled = known.get(schema)
    if (compiled) return compiled
    const check = ajv.compile(closed(schema))
    const validate: Validate = (value) => (check(value) ? [] : (check.errors ?? []).map(sentence))
    known.set(schema, validate)
    return validate
  }
}

/** The schema in JSON Schema's own words, closed against what it does not list. */
function closed(schema: JsonSchema): JsonSchema {
  if (typeof schema.$ref === 'string') return reference(schema.$ref, 'closed')
  const within = open(schema)
  const lists = 'properties' in schema || 'allOf' in schema
  return lists && !('additionalProperties' in schema)
    ? nullable(schema, { ...within, unevaluatedProperties: false })
    : nullable(schema, within)
}

function open(schema: JsonSchema): JsonSchema {
  if (typeof schema.$ref === 'string') return reference(schema.$ref, 'open')
  const result: Record<string, unknown> = { ...schema }
  for (const key of ANNOTATIONS) delete result[key]
  delete result.nullable
  for (const key of ['items', 'additionalProperties', 'not']) {
    const part = schema[key]
    if (isSchema(part)) result[key] = closed(part)
  }
  if (isSchema(schema.properties))
    result.properties = each(schema.properties as Readonly<Record<string, JsonSchema>>, closed)
  for (const key of LISTS) {
    const list = schema[key]
    if (Array.isArray(list)) result[key] = list.map(key === 'allOf' ? open : closed)
  }
  // OpenAPI 3.0 says by a flag what JSON Schema says by a number.
  for (const side of ['Minimum', 'Maximum']) {
    const flag = `exclusive${side}`
    if (typeof schema[flag] !== 'boolean') continue
    delete result[flag]
    if (schema[flag]) result[flag] = schema[side.toLowerCase()]
  }
  return result
}

function reference(ref: string, form: 'closed' | 'open'): JsonSchema {
  const prefix = '#/components/schemas/'
  // Supabase names a whole response where a schema belongs: nothing can be held against that.
  return ref.startsWith(prefix) ? { $ref: `spec#/${form}/${ref.slice(prefix.length)}` } : {}
}

function nullable(schema: JsonSchema, result: JsonSchema): JsonSchema {
  if (schema.nullable !== true) return result
  if (typeof schema.type !== 'string') return { anyOf: [result, { type: 'null' }] }
  return { ...result, type: [schema.type, 'null'], ...(Array.isArray(schema.enum) && { enum: [...schema.enum, null] }) }
}

function each(
  record: Readonly<Record<string, JsonSchema>>,
  change: (schema: JsonSchema) => JsonSchema,
): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function sentence({ instancePath, message = 'is not valid', params }: ErrorObject): string {
  return `${instancePath || 'the whole'} ${message} ${JSON.stringify(params)}`
}
