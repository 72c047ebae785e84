import type { JsonSchema } from '@tenantry/core/openapi'
import { escapeHtml } from '../mail/templates/layout.ts'
import { nameOf } from './text.ts'

/** Writes a schema down as HTML for a `pre`, in the notation of TypeScript, limits as comments and names as links. */
export function schemaText(schema: JsonSchema, indent = ''): string {
  const { $ref, anyOf, allOf, enum: values, const: value, type, items, properties } = schema
  if (typeof $ref === 'string') return link(nameOf({ $ref }))
  if (Array.isArray(anyOf)) return anyOf.map((one) => schemaText(one, indent)).join(' | ')
  if (Array.isArray(allOf)) return allOf.map((one) => schemaText(one, indent)).join(' & ')
  if (Array.isArray(values)) return values.map(literal).join(' | ')
  if (value !== undefined) return literal(value)
  if (properties) return objectText(schema, indent)
  if (items) return `Array&lt;${schemaText(items as JsonSchema, indent)}&gt;`
  if (type === 'object') return 'Record&lt;string, unknown&gt;'
  return escapeHtml(Array.isArray(type) ? type.join(' | ') : String(type ?? 'unknown'))
}

/** Says in words what a value must keep to beyond its type; empty when nothing. */
export function limitsOf(schema: JsonSchema): string {
  const { minLength, maxLength, minimum, maximum, minItems, maxItems, format, pattern, default: fallback } = schema
  const parts = [
    format,
    range(minLength, maxLength, 'characters'),
    range(minItems, maxItems, 'items'),
    // JSON Schema knows no safe integers: zod writes their ends into every integer.
    range(minimum, Number(maximum) < Number.MAX_SAFE_INTEGER ? maximum : undefined, ''),
    pattern && `like ${pattern}`,
    fallback !== undefined && `${JSON.stringify(fallback)} unless given`,
  ]
  return parts.filter(Boolean).join(', ')
}

function objectText({ properties, required }: JsonSchema, indent: string): string {
  const inner = `${indent}  `
  const wanted = Array.isArray(required) ? required : []
  const lines = Object.entries(properties as Record<string, JsonSchema>).map(([name, schema]) => {
    const notes = [schema.description, limitsOf(schema)].filter(Boolean).join(' ')
    const comment = notes && ` <i>// ${escapeHtml(notes)}</i>`
    return `${inner}<b>${escapeHtml(name)}</b>${wanted.includes(name) ? '' : '?'}: ${schemaText(schema, inner)}${comment}\n`
  })
  return lines.length === 0 ? '{}' : `{\n${lines.join('')}${indent}}`
}

function link(name: string): string {
  return `<a href="#schema-${name}">${name}</a>`
}

function literal(value: unknown): string {
  return escapeHtml(JSON.stringify(value))
}

function range(min: unknown, max: unknown, unit: string): string {
  const [from, to] = [min, max].map((end) =>
    typeof end === 'number' && Math.abs(end) < Number.MAX_SAFE_INTEGER ? end : null,
  )
  if (from == null && to == null) return ''
  if (from == null) return `at most ${to} ${unit}`.trim()
  if (to == null) return `at least ${from} ${unit}`.trim()
  return `${from === to ? from : `${from} to ${to}`} ${unit}`.trim()
}
