import type { Endpoint } from '../contract/endpoint.ts'
import { type CommonErrorCode, commonErrors, type ErrorCode, errorMessages } from '../contract/errors.ts'
import { errorsOf } from '../contract/errors-of.ts'
import type { JsonSchema, OpenApiOperation, OpenApiResponse, Reference } from './document.ts'

const SUCCESSES: Readonly<Record<number, string>> = {
  200: 'Done',
  201: 'Created',
  202: 'Accepted',
  207: 'Done in part: each result has a status of its own',
  302: 'Go on at the address in `Location`',
}

const LOCATION = { description: 'Where to go on.', required: true, schema: { type: 'string', format: 'uri' } }
const CHALLENGE = { description: 'How to authenticate.', required: true, schema: { type: 'string' } }
const RETRY = { description: 'Seconds to wait before the next attempt.', schema: { type: 'integer', minimum: 0 } }

// The codes that say how long to wait.
const WAITING = new Set<ErrorCode>(['RATE_LIMITED', 'IDEMPOTENCY_IN_PROGRESS', 'NOT_READY'])

/** The error body of seed 003, "Standard Error Format". */
export const ErrorSchema: JsonSchema = {
  type: 'object',
  required: ['error', 'message', 'code'],
  properties: {
    error: { type: 'string', description: 'The kind of error: the phrase of its status.' },
    message: { type: 'string', description: 'A sentence for people.' },
    code: { type: 'string', description: 'What a program decides by.' },
    details: {
      type: 'object',
      description: 'More about the error.',
      properties: {
        reason: { type: 'string', description: 'With NOT_AUTHORIZED: why not, where there is more than one reason.' },
        issues: {
          type: 'array',
          description: 'With VALIDATION_FAILED: what is wrong with each value.',
          items: { $ref: '#/components/schemas/ValidationIssue' },
        },
      },
    },
  },
}

/** One entry of `details.issues`. */
export const ValidationIssueSchema: JsonSchema = {
  type: 'object',
  required: ['path', 'message'],
  properties: {
    path: {
      type: 'array',
      items: { type: ['string', 'integer'] },
      description: 'Where the value stands; empty for the whole.',
    },
    message: { type: 'string' },
  },
}

/** The failures that look the same wherever they appear, `error` being the body of all. */
export function commonResponsesIn(error: JsonSchema): Readonly<Record<string, OpenApiResponse>> {
  return Object.fromEntries(
    Object.entries(commonErrors).map(([code, status]) => [code, failure(status, [code as CommonErrorCode], error)]),
  )
}

/** Every answer of an endpoint by status: its successes first, then each failure with the codes it may carry. */
export function responsesOf(endpoint: Endpoint, output: JsonSchema, error: JsonSchema): OpenApiOperation['responses'] {
  const { statuses = [200] } = endpoint
  const failures = new Map<number, ErrorCode[]>()
  for (const [code, status] of Object.entries(errorsOf(endpoint)) as [ErrorCode, number][]) {
    failures.set(status, [...(failures.get(status) ?? []), code])
  }
  return {
    ...Object.fromEntries(statuses.map((status) => [status, success(status, output)])),
    ...Object.fromEntries([...failures].map(([status, codes]) => [status, shared(status, codes, error)])),
  }
}

function shared(status: number, codes: readonly ErrorCode[], error: JsonSchema): OpenApiResponse | Reference {
  const [code, ...others] = codes
  const isCommon = code && code in commonErrors && commonErrors[code as CommonErrorCode] === status
  return isCommon && others.length === 0 ? { $ref: `#/components/responses/${code}` } : failure(status, codes, error)
}

function success(status: number, schema: JsonSchema): OpenApiResponse {
  const description = SUCCESSES[status] ?? 'Done'
  if (status === 302) return { description, headers: { Location: LOCATION } }
  return { description, content: { 'application/json': { schema } } }
}

function failure(status: number, codes: readonly ErrorCode[], { properties = {} }: JsonSchema): OpenApiResponse {
  const body = { $ref: '#/components/schemas/Error' }
  const hasCode = Object.hasOwn(properties as object, 'code')
  const schema = hasCode ? { allOf: [body, { properties: { code: { enum: codes } } }] } : body
  return {
    description: codes.map((code) => `\`${code}\`: ${errorMessages[code]}`).join('\n\n'),
    ...(status === 401 && { headers: { 'WWW-Authenticate': CHALLENGE } }),
    ...(codes.some((code) => WAITING.has(code)) && {
      headers: { 'Retry-After': { ...RETRY, required: codes.every((code) => WAITING.has(code)) } },
    }),
    content: { 'application/json': { schema } },
  }
}
