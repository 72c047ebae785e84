import type { JsonSchema, OpenApiDocument } from '@tenantry/core/openapi'

/** A JSON Schema of an input, as far as documents use it. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly pattern?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly items?: Schema
  readonly minItems?: number
  readonly maxItems?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
}

/** The schema with nothing referred to, and with every alternative spelled out; one entry when there is no choice. */
export function alternatives(schema: JsonSchema | Schema, document: OpenApiDocument): readonly Schema[] {
  const { $ref, anyOf, oneOf, type, ...rest } = schema as Schema
  if ($ref) {
    const component = document.components.schemas[$ref.replace('#/components/schemas/', '')]
    if (!component) throw new TypeError(`${$ref} is not in the document`)
    return alternatives(component, document)
  }
  const options = anyOf ?? oneOf
  if (options) return options.flatMap((option) => alternatives(option, document))
  if (Array.isArray(type)) return type.map((one: string) => ({ ...rest, type: one }))
  return [schema as Schema]
}

/** Tells whether null is allowed. */
export function isNullable(options: readonly Schema[]): boolean {
  return options.some(
    ({ type, const: only, enum: listed }) => type === 'null' || only === null || listed?.includes(null),
  )
}
