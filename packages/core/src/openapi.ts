export type {
  JsonSchema,
  OpenApiDocument,
  OpenApiOperation,
  OpenApiParameter,
  OpenApiResponse,
  Reference,
} from './openapi/document.ts'
export type { OpenApiOptions } from './openapi/openapi.ts'
export { apiInfo, toOpenApi } from './openapi/openapi.ts'
