export type JsonSchema = Readonly<Record<string, unknown>>

export interface Reference {
  readonly $ref: string
}

export interface SpecParameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly schema?: JsonSchema
}

export type SpecContent = Readonly<Record<string, { readonly schema?: JsonSchema }>>

export interface SpecBody {
  readonly required?: boolean
  readonly content?: SpecContent
}

export interface SpecOperation {
  readonly parameters?: readonly (SpecParameter | Reference)[]
  readonly requestBody?: SpecBody | Reference
  readonly responses: Readonly<Record<string, SpecBody | Reference>>
}

/** What is read of an OpenAPI 3.0 document. */
export interface SpecDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly components?: Readonly<Record<string, unknown>>
}

/** Follows a reference inside the document. */
export function resolved<T extends object>(document: SpecDocument, value: T | Reference): T {
  if (!('$ref' in value)) return value
  const found = value.$ref
    .slice('#/'.length)
    .split('/')
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[unescaped(part)], document)
  if (!found) throw new Error(`the specification refers to ${value.$ref}, which is not there`)
  return resolved(document, found as T | Reference)
}

function unescaped(part: string): string {
  return decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')
}
