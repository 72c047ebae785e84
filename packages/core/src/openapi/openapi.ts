import { type Contract, type Endpoint, isSafe } from '../contract/endpoint.ts'
import type { JsonSchema, OpenApiDocument, OpenApiOperation, OpenApiParameter } from './document.ts'
import { commonResponses, ErrorSchema, responsesOf, ValidationIssueSchema } from './responses.ts'
import { createSchemas } from './schemas.ts'

export interface OpenApiOptions {
  readonly title: string
  /** The version of the API, not of OpenAPI. */
  readonly version: string
  readonly servers?: OpenApiDocument['servers']
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

/** Describes a contract in OpenAPI 3.1. @throws TypeError when two different schemas share an id. */
export function toOpenApi(contract: Contract, { title, version, servers }: OpenApiOptions): OpenApiDocument {
  const schemas: Record<string, JsonSchema> = { Error: ErrorSchema, ValidationIssue: ValidationIssueSchema }
  const convert = createSchemas(schemas)
  const paths: Record<string, Record<string, OpenApiOperation>> = {}
  for (const [noun, endpoints] of Object.entries(contract)) {
    for (const [verb, endpoint] of Object.entries(endpoints)) {
      const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
      paths[path] ??= {}
      paths[path][endpoint.method.toLowerCase()] = operation(noun, verb, endpoint, convert)
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
      responses: commonResponses,
      parameters: { IdempotencyKey: IDEMPOTENCY_KEY },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  }
}

type Convert = ReturnType<typeof createSchemas>

function operation(noun: string, verb: string, endpoint: Endpoint, convert: Convert): OpenApiOperation {
  const parameters = parametersOf(endpoint, convert)
  return {
    operationId: `${noun}.${verb}`,
    tags: [noun],
    summary: endpoint.summary,
    // An empty requirement beside the scheme: the call works signed out, and knows its caller when signed in.
    security: endpoint.auth === 'user' ? [{ bearer: [] }] : [{}, { bearer: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(endpoint.body && {
      requestBody: { required: true, content: { 'application/json': { schema: convert(endpoint.body, 'input') } } },
    }),
    responses: responsesOf(endpoint, convert(endpoint.output, 'output')),
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
