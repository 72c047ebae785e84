import { type Contract, type Endpoint, isSafe } from '../contract/endpoint.ts'
import { describe } from './describe.ts'
import type { JsonSchema, OpenApiDocument, OpenApiOperation, OpenApiParameter } from './document.ts'
import { commonResponsesIn, ErrorSchema, responsesOf, ValidationIssueSchema } from './responses.ts'
import { createSchemas } from './schemas.ts'

/** How a document introduces its API, and which form its failures have. */
export interface OpenApiOptions {
  readonly title: string
  /** The version of the API, not of OpenAPI. */
  readonly version: string
  /** Where the API is. @default not said, which OpenAPI reads as `/` */
  readonly servers?: OpenApiDocument['servers']
  /** The body of failures; where it has a `code`, each failure says which ones. @default that of seed 003 */
  readonly error?: JsonSchema
}

/** How the main contract's document introduces itself. */
export const apiInfo = { title: 'Tenantry', version: '1' } as const satisfies OpenApiOptions

const IDEMPOTENCY_KEY: OpenApiParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'A key of the caller\'s own for this write, as in `"8e03978e-40d5-43dd-bc93-6894a57f9324"`. A repeat with the same key and body gets the same answer for 24 hours, and nothing happens twice.',
  schema: { type: 'string', minLength: 1, maxLength: 257 },
}

// An empty requirement beside the scheme: the call works signed out, and knows its caller when signed in.
const SECURITY = { user: [{ bearer: [] }], public: [{}, { bearer: [] }], none: [] } as const

/** Describes a contract in OpenAPI 3.1. @throws TypeError when two different schemas share an id. */
export function toOpenApi(contract: Contract, options: OpenApiOptions): OpenApiDocument {
  const { title, version, servers, error = ErrorSchema } = options
  const schemas: Record<string, JsonSchema> = {
    Error: error,
    ...(error === ErrorSchema && { ValidationIssue: ValidationIssueSchema }),
  }
  const convert = createSchemas(schemas)
  const paths: Record<string, Record<string, OpenApiOperation>> = {}
  for (const [noun, endpoints] of Object.entries(contract)) {
    for (const [verb, endpoint] of Object.entries(endpoints)) {
      const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
      paths[path] ??= {}
      paths[path][endpoint.method.toLowerCase()] = operation([noun, verb], endpoint, { convert, error })
    }
  }
  return {
    openapi: '3.1.0',
    info: { title, version },
    ...(servers && { servers }),
    tags: Object.keys(contract).map((name) => ({ name })),
    paths,
    components: {
      schemas,
      responses: commonResponsesIn(error),
      parameters: { IdempotencyKey: IDEMPOTENCY_KEY },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  }
}

type Convert = ReturnType<typeof createSchemas>

interface Schemas {
  readonly convert: Convert
  readonly error: JsonSchema
}

function operation([noun, verb]: [string, string], endpoint: Endpoint, { convert, error }: Schemas): OpenApiOperation {
  const parameters = parametersOf(endpoint, convert)
  const description = describe(endpoint)
  return {
    operationId: `${noun}.${verb}`,
    tags: [noun],
    summary: endpoint.summary,
    ...(description && { description }),
    security: SECURITY[endpoint.auth],
    ...(parameters.length > 0 && { parameters }),
    ...(endpoint.body && {
      requestBody: { required: true, content: { 'application/json': { schema: convert(endpoint.body, 'input') } } },
    }),
    responses: responsesOf(endpoint, convert(endpoint.output, 'output'), error),
    ...(endpoint.permission && { 'x-permission': endpoint.permission }),
    ...(endpoint.limits && { 'x-rate-limits': endpoint.limits }),
  }
}

function parametersOf(endpoint: Endpoint, convert: Convert): NonNullable<OpenApiOperation['parameters']> {
  const named = (['params', 'query'] as const).flatMap((part) => {
    const schema = endpoint[part]
    if (!schema) return []
    const { properties = {}, required = [] } = convert(schema, 'input') as ObjectSchema
    return Object.entries(properties).map(([name, schema]): OpenApiParameter => {
      const isPath = part === 'params'
      return { name, in: isPath ? 'path' : 'query', required: isPath || required.includes(name), schema }
    })
  })
  return isSafe(endpoint) ? named : [...named, { $ref: '#/components/parameters/IdempotencyKey' }]
}

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
}
