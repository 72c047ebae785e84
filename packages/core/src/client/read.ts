const kinds = {
  string: (value: unknown) => typeof value === 'string',
  boolean: (value: unknown) => typeof value === 'boolean',
  number: Number.isFinite,
  integer: Number.isSafeInteger,
  unknown: (value: unknown) => value !== undefined,
}

/** The shape of an answer as data: what its JSON holds, and nothing of what the texts in it mean. */
export type Shape =
  | keyof typeof kinds
  | { readonly oneOf: readonly unknown[] }
  | { readonly anyOf: readonly Shape[] }
  | { readonly nullable: Shape }
  | { readonly optional: Shape }
  | { readonly list: Shape }
  | { readonly values: Shape }
  | { readonly fields: Readonly<Record<string, Shape>> }

/**
 * Reads an answer by its shape; what the shape does not name is dropped.
 * @throws TypeError naming the first place that does not fit, never what stands there.
 */
export function read(shape: Shape, value: unknown, at = 'answer'): unknown {
  if (typeof shape === 'string') {
    check(kinds[shape](value), at)
    return value
  }
  if ('oneOf' in shape) {
    check(shape.oneOf.includes(value), at)
    return value
  }
  if ('anyOf' in shape) return readAny(shape.anyOf, value, at)
  if ('nullable' in shape) return value === null ? null : read(shape.nullable, value, at)
  if ('optional' in shape) return value === undefined ? undefined : read(shape.optional, value, at)
  if ('list' in shape) {
    check(Array.isArray(value), at)
    return value.map((item, index) => read(shape.list, item, `${at}[${index}]`))
  }
  check(isObject(value), at)
  const fields =
    'fields' in shape ? Object.entries(shape.fields) : keysOf(value).map((key) => [key, shape.values] as const)
  const items = fields.map(([key, field]) => [key, read(field, value[key], `${at}.${key}`)] as const)
  return Object.fromEntries(items.filter(([, item]) => item !== undefined))
}

/** Tells whether a value is a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

// Without the key that turns into a prototype when such an object is copied.
function keysOf(value: object): string[] {
  return Object.keys(value).filter((key) => key !== '__proto__')
}

function readAny(shapes: readonly Shape[], value: unknown, at: string): unknown {
  for (const shape of shapes) {
    try {
      return read(shape, value, at)
    } catch {
      // The next one may fit.
    }
  }
  return check(false, at)
}

function check(fits: boolean, at: string): asserts fits {
  if (!fits) throw new TypeError(`${at} is not what the contract says.`)
}
