/** A JSON Schema (2020-12), or part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** Stands for a component of the document. */
export interface Reference {
  readonly $ref: string
}

/** A value in the path, the query or a header (Parameter Object of OpenAPI 3.1). */
export interface OpenApiParameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly description?: string
  readonly schema: JsonSchema
}

/** A header of an answer (Header Object of OpenAPI 3.1). */
export interface OpenApiHeader {
  readonly description: string
  readonly required: boolean
  readonly schema: JsonSchema
}

/** The answer with one status (Response Object of OpenAPI 3.1). */
export interface OpenApiResponse {
  readonly description: string
  readonly headers?: Readonly<Record<string, OpenApiHeader>>
  readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>>
}

/**
 * One endpoint (Operation Object of OpenAPI 3.1); `x-permission` and `x-rate-limits` say what OpenAPI has no words for.
 */
export interface OpenApiOperation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description?: string
  readonly security: readonly Readonly<Record<string, readonly string[]>>[]
  readonly parameters?: readonly (OpenApiParameter | Reference)[]
  readonly requestBody?: {
    readonly required: true
    readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>>
  }
  readonly responses: Readonly<Record<string, OpenApiResponse | Reference>>
  readonly [extension: `x-${string}`]: unknown
}

/** An OpenAPI 3.1 document, as far as a contract fills one. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0'
  readonly info: { readonly title: string; readonly version: string }
  readonly servers?: readonly { readonly url: string; readonly description?: string }[]
  readonly tags: readonly { readonly name: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>
    readonly responses: Readonly<Record<string, OpenApiResponse>>
    readonly parameters: Readonly<Record<string, OpenApiParameter>>
    readonly securitySchemes: Readonly<Record<string, JsonSchema>>
  }
}
