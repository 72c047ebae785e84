import type { JsonSchema, OpenApiDocument } from '@tenantry/core/openapi'
import * as fc from 'fast-check'
import { alternatives, type Schema } from './schema.ts'

const LARGEST = 200

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,11}$/)

const FORMATS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  uuid: fc.uuid({ version: 7 }),
  // The odd forms of RFC 5322 are tried where addresses are tested; here people are meant.
  email: fc.tuple(word, word).map(([local, host]) => `${local}@${host}.example`),
  'date-time': fc
    .date({ noInvalidDate: true, min: new Date('2020-01-01'), max: new Date('2030-01-01') })
    .map((date) => date.toISOString()),
  date: fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  uri: fc.webUrl(),
}

/** Values that a schema takes; `full` ones lack nothing optional, hold no null and no empty list. */
export function samplesOf(
  schema: JsonSchema | Schema,
  document: OpenApiDocument,
  full: boolean,
): fc.Arbitrary<unknown> {
  const options = alternatives(schema, document)
  const chosen = full ? options.filter(({ type }) => type !== 'null') : options
  return fc.oneof(...chosen.map((option) => sampleOf(option, document, full)))
}

function sampleOf(schema: Schema, document: OpenApiDocument, full: boolean): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.properties) return objects(schema, document, full)
  if (schema.items) {
    const { minItems = 0, maxItems = 3 } = schema
    const minLength = Math.max(minItems, full ? 1 : 0)
    return fc.array(samplesOf(schema.items, document, full), {
      minLength,
      maxLength: Math.min(maxItems, minLength + 2),
    })
  }
  if (typeof schema.additionalProperties === 'object')
    return fc.dictionary(word, samplesOf(schema.additionalProperties, document, full), { maxKeys: 3 })
  return plain(schema)
}

function objects({ properties = {}, required = [] }: Schema, document: OpenApiDocument, full: boolean) {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([key, field]) => [key, samplesOf(field, document, full)]),
  )
  return fc.record(fields, { requiredKeys: full ? Object.keys(fields) : [...required], noNullPrototype: true })
}

function plain(schema: Schema): fc.Arbitrary<unknown> {
  const { type, minimum = 0, maximum = minimum + 1000 } = schema
  if (type === 'string') return texts(schema)
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  if (type === 'integer') return fc.integer({ min: minimum, max: Math.min(maximum, 2 ** 31 - 1) })
  if (type === 'number') return fc.double({ min: minimum, max: maximum, noNaN: true })
  return fc.jsonValue({ maxDepth: 2 })
}

function texts({ format, pattern, minLength = 0, maxLength = LARGEST }: Schema): fc.Arbitrary<string> {
  const fits = (value: string) => [...value].length >= minLength && [...value].length <= maxLength
  const known = format && FORMATS[format]
  if (known) return known.filter(fits)
  if (pattern) return fc.stringMatching(new RegExp(pattern), { maxLength: Math.min(maxLength, LARGEST) }).filter(fits)
  const lengths = { minLength, maxLength: Math.min(maxLength, minLength + 30) }
  return fc
    .oneof(fc.string({ ...lengths, unit: 'grapheme-ascii' }), fc.string({ ...lengths, unit: 'grapheme' }))
    .filter(fits)
}
