import * as fc from 'fast-check'
import * as z from 'zod/mini'

/** A JSON Schema, as far as answers use it. */
interface Json {
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly pattern?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Json[]
  readonly items?: Json
  readonly properties?: Readonly<Record<string, Json>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Json | false
}

/** One place in a value: the keys that lead there, and whether only certain values may stand there. */
export interface Place {
  readonly path: readonly (string | number)[]
  readonly isChoice: boolean
}

/** The JSON Schema of a schema, nothing named and nothing referred to. */
export function jsonOf(schema: z.core.$ZodType): Json {
  return z.toJSONSchema(schema, { metadata: z.registry() }) as Json
}

/** Valid values of a schema; `full` ones lack nothing optional, hold no null and no empty list. */
export function samplesOf(json: Json, full = false): fc.Arbitrary<unknown> {
  if ('const' in json) return fc.constant(json.const)
  if (json.enum) return fc.constantFrom(...json.enum)
  const options = optionsOf(json).filter(({ type }) => !full || type !== 'null')
  if (options.length > 0) return fc.oneof(...options.map((option) => samplesOf(option, full)))
  if (json.items) return fc.array(samplesOf(json.items, full), { minLength: full ? 1 : 0, maxLength: 3 })
  if (json.properties) return objects(json.properties, json.required ?? [], full)
  if (json.additionalProperties) return fc.dictionary(fc.string(), samplesOf(json.additionalProperties, full))
  return plain(json)
}

/** Every place in the full values of a schema. */
export function placesOf(json: Json, path: Place['path'] = []): Place[] {
  const here = { path, isChoice: 'const' in json || json.enum !== undefined }
  const within = [
    ...optionsOf(json).flatMap((option) => placesOf(option, path)),
    ...(json.items ? placesOf(json.items, [...path, 0]) : []),
    ...Object.entries(json.properties ?? {}).flatMap(([key, field]) => placesOf(field, [...path, key])),
  ]
  return [here, ...within]
}

/** The value with something else at a place, or with nothing there. */
export function replaced(value: unknown, [key, ...path]: Place['path'], other: unknown): unknown {
  if (key === undefined) return other
  if (typeof value !== 'object' || value === null) return value
  const copy = structuredClone(value) as Record<string | number, unknown>
  const changed = replaced(copy[key], path, other)
  if (changed === undefined) delete copy[key]
  else copy[key] = changed
  return copy
}

function optionsOf({ anyOf, ...json }: Json): readonly Json[] {
  if (!Array.isArray(json.type)) return anyOf ?? []
  return json.type.map((type: string) => ({ ...json, type }))
}

function objects(properties: Readonly<Record<string, Json>>, required: readonly string[], full: boolean) {
  const fields = Object.fromEntries(Object.entries(properties).map(([key, field]) => [key, samplesOf(field, full)]))
  return fc.record(fields, { requiredKeys: full ? Object.keys(fields) : [...required], noNullPrototype: true })
}

function plain({ type, format, pattern }: Json): fc.Arbitrary<unknown> {
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  if (type === 'integer') return fc.maxSafeInteger()
  if (type === 'number') return fc.double({ noNaN: true, noDefaultInfinity: true })
  if (format === 'uuid') return fc.uuid({ version: 7 })
  if (format === 'date-time')
    return fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') })
      .map((date) => date.toISOString())
  if (format === 'uri') return fc.webUrl()
  if (pattern) return fc.stringMatching(new RegExp(pattern))
  return type === 'string' ? fc.string() : fc.jsonValue()
}
