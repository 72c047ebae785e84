import type { JsonSchema, OpenApiDocument, OpenApiResponse, Reference } from '@tenantry/core/openapi'
import { paths as pages } from '../../src/docs/page.ts'
import { type Api, apiAt } from './apis.ts'
import { operationsAt, operationsOf } from './operations.ts'
import { type Validate, validators } from './schemas.ts'

/** What a request asked for. */
export interface Asked {
  readonly method: string
  readonly url: string
}

interface Answer extends Pick<Response, 'status' | 'headers'> {
  readonly text: string
}

// Where the embedded provider serves, whose routes are its own and in no document.
const PROVIDER = '/auth'
// No JSON, and so in no document.
const METRICS = '/metrics'
const compilers = new Map<OpenApiDocument, ReturnType<typeof validators>>()

/** Lists what of a response its OpenAPI document does not allow: status, headers, content type, or a field of its body. */
export type Check = (asked: Asked, response: Response) => Promise<readonly string[]>

/** Checks answers against the documents of these APIs. */
export function checkOf(apis: readonly Api[]): Check {
  const operations = operationsOf(apis)

  function judge(method: string, pathname: string, answer: Answer): readonly string[] {
    const here = operationsAt(operations, pathname)
    const asked = method === 'HEAD' && answer.status !== 405 ? 'GET' : method
    const operation = here.find((candidate) => candidate.method === asked)
    if (operation) return ofDocumented(operation.api.document, operation.spec.responses[answer.status], answer)
    const { document } = apiAt(apis, pathname)
    const methods = here.map((candidate) => candidate.method)
    if (methods.length > 0) return ofMethod(document, method, methods, answer)
    if (isBelow(pathname, PROVIDER)) return ofProvider(document, answer)
    if (Object.values(pages).some((page) => isBelow(pathname, page)) && answer.status < 400) return []
    if (pathname === METRICS) return ofMetrics(document, answer)
    return ofCommon(document, 'ROUTE_NOT_FOUND', 404, answer)
  }

  return async ({ method, url }, response) => {
    const { status, headers } = response
    const answer = { status, headers, text: await response.clone().text() }
    const { pathname } = new URL(url)
    const found = headers.get('x-request-id') ? judge(method, pathname, answer) : ['has no X-Request-Id']
    return found.map((what) => `${method} ${pathname} ${status}: ${what}`)
  }
}

function ofMetrics(document: OpenApiDocument, answer: Answer): readonly string[] {
  if (answer.status < 400) return []
  if (answer.status === 401) return ofCommon(document, 'UNAUTHENTICATED', 401, answer)
  if (answer.status === 405) return ofCommon(document, 'METHOD_NOT_ALLOWED', 405, answer)
  return ofCommon(document, 'ROUTE_NOT_FOUND', 404, answer)
}

function isBelow(pathname: string, base: string): boolean {
  return pathname === base || pathname.startsWith(`${base}/`)
}

// The Fetch Standard's preflight (§3.3.5) is no operation of an API.
function ofMethod(document: OpenApiDocument, method: string, methods: readonly string[], answer: Answer) {
  const allow = (answer.headers.get('allow') ?? '').split(', ')
  const missing = methods.filter((known) => !allow.includes(known))
  const wrong = allow.filter((allowed) => ![...methods, 'HEAD', 'OPTIONS'].includes(allowed))
  const header = [...missing, ...wrong].map((name) => `Allow is wrong about ${name}`)
  if (method !== 'OPTIONS' || answer.status === 405)
    return [...header, ...ofCommon(document, 'METHOD_NOT_ALLOWED', 405, answer)]
  return answer.status === 204 && answer.text === '' ? header : [...header, 'is no preflight answer']
}

function ofProvider(document: OpenApiDocument, { status, text }: Answer): readonly string[] {
  return status < 400 || status === 405 ? [] : validate(document, { $ref: '#/components/schemas/Error' })(parse(text))
}

function ofCommon(document: OpenApiDocument, code: string, status: number, answer: Answer): readonly string[] {
  if (answer.status !== status) return [`is not ${status}, as where nothing is documented`]
  return ofDocumented(document, document.components.responses[code], answer)
}

function ofDocumented(
  document: OpenApiDocument,
  response: OpenApiResponse | Reference | undefined,
  answer: Answer,
): readonly string[] {
  if (!response) return [`the status is not documented; the body is ${answer.text.slice(0, 300)}`]
  const { headers = {}, content = {} } = resolve(document, response)
  return [...ofHeaders(document, headers, answer), ...ofContent(document, content, answer)]
}

function ofHeaders(document: OpenApiDocument, headers: NonNullable<OpenApiResponse['headers']>, answer: Answer) {
  return Object.entries(headers).flatMap(([name, { required, schema }]) => {
    const value = answer.headers.get(name)
    if (value === null) return required ? [`lacks the header ${name}`] : []
    const typed = schema.type === 'integer' && /^\d+$/.test(value) ? Number(value) : value
    return validate(document, schema)(typed).map((what) => `header ${name}: ${what}`)
  })
}

function ofContent(document: OpenApiDocument, content: NonNullable<OpenApiResponse['content']>, answer: Answer) {
  const documented = Object.keys(content)
  if (documented.length === 0) return answer.text === '' ? [] : ['has a body where none is documented']
  const type = answer.headers.get('content-type')?.split(';')[0] ?? 'none'
  const schema = content[type]?.schema
  if (!schema) return [`its content type is ${type}, not ${documented.join(' or ')}`]
  return validate(document, schema)(parse(answer.text)).map((what) => `body: ${what}`)
}

function resolve(document: OpenApiDocument, response: OpenApiResponse | Reference): OpenApiResponse {
  if (!('$ref' in response)) return response
  const found = document.components.responses[response.$ref.replace('#/components/responses/', '')]
  if (!found) throw new TypeError(`${response.$ref} is not in the document`)
  return found
}

function validate(document: OpenApiDocument, schema: JsonSchema): Validate {
  const compile = compilers.get(document) ?? validators(document, { closed: true })
  compilers.set(document, compile)
  return compile(schema)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
