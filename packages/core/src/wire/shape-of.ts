import type * as z from 'zod/v4/core'
import type { Shape } from '../client/read.ts'

/**
 * Describes what a schema takes, without formats and limits: those are for whoever writes an answer.
 * @throws TypeError when the schema does more than look at JSON.
 */
export function shapeOf(schema: z.$ZodType, at: string): Shape {
  const { def } = (schema as z.$ZodTypes)._zod
  switch (def.type) {
    case 'string':
    case 'boolean':
    case 'unknown':
      return def.type
    case 'number':
      return isInteger(def) ? 'integer' : 'number'
    case 'null':
      return { oneOf: [null] }
    case 'literal':
      return { oneOf: def.values }
    case 'enum':
      return { oneOf: Object.values(def.entries) }
    case 'readonly':
      return shapeOf(def.innerType, at)
    case 'nullable':
      return { nullable: shapeOf(def.innerType, at) }
    case 'optional':
      return { optional: shapeOf(def.innerType, at) }
    case 'array':
      return { list: shapeOf(def.element, `${at}[]`) }
    case 'union':
      return { anyOf: def.options.map((option) => shapeOf(option, at)) }
    case 'record':
      // Keys of a fixed set would be promised, and not looked for.
      if ((def.keyType as z.$ZodTypes)._zod.def.type !== 'string') break
      return { values: shapeOf(def.valueType, `${at}.*`) }
    case 'object':
      // A strict answer would break with the first new field, a loose one would hand over what nobody described.
      if (def.catchall) break
      return { fields: fieldsOf(def.shape, at) }
  }
  throw new TypeError(`${at}: the answer to a client cannot be of the kind "${def.type}".`)
}

function fieldsOf(shape: Readonly<Record<string, z.$ZodType>>, at: string): Readonly<Record<string, Shape>> {
  return Object.fromEntries(Object.entries(shape).map(([key, field]) => [key, shapeOf(field, `${at}.${key}`)]))
}

function isInteger(def: z.$ZodNumberDef): boolean {
  const formats = [def, ...(def.checks ?? []).map(({ _zod }) => _zod.def)]
  return formats.some((each) => 'format' in each && String(each.format).includes('int'))
}
