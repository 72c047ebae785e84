import type { JsonSchema, OpenApiDocument, OpenApiOperation } from '@tenantry/core/openapi'
import { type Entry, nameOf } from './text.ts'

/** Writes the command line that calls an operation, with `<name>` where the reader's own values go. */
export function curlOf({ method, path, operation }: Entry, { servers, components }: OpenApiDocument): string {
  const query = (operation.parameters ?? []).flatMap((one) =>
    'in' in one && one.in === 'query' && one.required ? [`${one.name}=<${one.name}>`] : [],
  )
  const url = `${servers?.[0]?.url ?? ''}${path.replace(/\{(\w+)\}/g, '<$1>')}${query.length > 0 ? `?${query.join('&')}` : ''}`
  const schema = operation.requestBody?.content['application/json']?.schema
  const parts = [
    method === 'get' ? `curl ${quoted(url)}` : `curl -X ${method.toUpperCase()} ${quoted(url)}`,
    needsToken(operation) && `-H ${quoted('Authorization: Bearer <token>')}`,
    schema && `-H ${quoted('Content-Type: application/json')}`,
    schema && `-d ${quoted(JSON.stringify(sampleOf(schema, components.schemas)))}`,
  ]
  return parts.filter(Boolean).join(' \\\n  ')
}

/** Tells whether an operation refuses callers without a token; one that does not has an empty alternative. */
export function needsToken({ security }: OpenApiOperation): boolean {
  return security.every((alternative) => 'bearer' in alternative)
}

/** A value in the shape of a schema: what must be given, and no more. */
function sampleOf(schema: JsonSchema, schemas: OpenApiDocument['components']['schemas'], name = 'value'): unknown {
  const { $ref, anyOf, enum: values, const: value, type, items, properties, required, examples } = schema
  if (typeof $ref === 'string') return sampleOf(schemas[nameOf({ $ref })] ?? {}, schemas, name)
  if (Array.isArray(examples)) return examples[0]
  if (value !== undefined) return value
  if (Array.isArray(values)) return values[0]
  if (Array.isArray(anyOf)) return sampleOf(anyOf[0], schemas, name)
  if (items) return [sampleOf(items as JsonSchema, schemas, name)]
  if (type === 'boolean') return true
  if (type === 'integer' || type === 'number') return 1
  if (!properties) return type === 'object' ? {} : `<${name}>`
  const given = Object.entries(properties as Record<string, JsonSchema>).filter(
    ([key]) => Array.isArray(required) && required.includes(key),
  )
  return Object.fromEntries(given.map(([key, part]) => [key, sampleOf(part, schemas, key)]))
}

// POSIX: inside single quotes nothing but the quote itself has a meaning.
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
