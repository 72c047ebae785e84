import * as z from 'zod/v4/core'
import type { JsonSchema } from './document.ts'

/** Turns schemas into JSON Schema; those with a registered `id` stand once in `components`, and are referred to. */
export function createSchemas(components: Record<string, JsonSchema>) {
  function convert(schema: z.$ZodType, io: 'input' | 'output'): JsonSchema {
    const text = JSON.stringify(z.toJSONSchema(schema, { io, override: simplify }))
    const { $schema, $defs = {}, ...rest } = JSON.parse(text.replaceAll('"#/$defs/', '"#/components/schemas/'))
    for (const [id, definition] of Object.entries<JsonSchema>($defs)) add(id, definition)
    return rest
  }

  function add(id: string, definition: JsonSchema): void {
    const { id: _, ...component } = definition
    const known = components[id]
    if (known && JSON.stringify(known) !== JSON.stringify(component)) {
      throw new TypeError(`Two different schemas are registered as "${id}"; an input needs an id of its own.`)
    }
    components[id] = component
  }

  return convert
}

interface Context {
  readonly zodSchema: z.$ZodTypes
  readonly jsonSchema: z.JSONSchema.BaseSchema
}

function simplify({ zodSchema, jsonSchema }: Context): void {
  // The format says it in a word; zod's pattern says it again in up to four hundred characters.
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern
  // zod drops those of what is canonicalised, as if they were of the result; ours are of what people send.
  const { examples } = z.globalRegistry.get(zodSchema) ?? {}
  if (Array.isArray(examples)) jsonSchema.examples = examples
  // Answers may gain fields, and clients drop those they do not know: only a strict schema is closed.
  const { def } = zodSchema._zod
  if (def.type === 'object' && !def.catchall) delete jsonSchema.additionalProperties
}
