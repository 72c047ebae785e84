import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { COUNTRY } from '../canonical/country.ts'
import { SLUG } from '../canonical/slug.ts'
import { contract } from '../contract/contract.ts'
import { endpoint } from '../contract/endpoint.ts'
import { apiInfo, toOpenApi } from './openapi.ts'

const document = toOpenApi(contract, apiInfo)
const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods))

function operation(operationId: string) {
  const found = operations.find((candidate) => candidate.operationId === operationId)
  if (!found) throw new Error(`no operation ${operationId}`)
  return found
}

function bodyOf(operationId: string) {
  return operation(operationId).requestBody?.content['application/json']?.schema
}

function answerOf(operationId: string, status: number) {
  const response = operation(operationId).responses[status]
  if (!response || !('$ref' in response)) return response
  return document.components.responses[response.$ref.replace('#/components/responses/', '')]
}

describe('the document of the main contract', () => {
  test('is valid OpenAPI 3.1', async () => {
    const validator = new Validator()
    const result = await validator.validate(JSON.parse(JSON.stringify(document)))
    expect(result.errors ?? []).toEqual([])
    expect(result.valid).toBe(true)
    expect(validator.version).toBe('3.1')
  })

  test('is what docs/openapi.json holds (write it anew with `pnpm openapi`)', () => {
    const file = join(import.meta.dirname, '../../../../docs/openapi.json')
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(document)))
  })

  test('names every endpoint once, by noun and verb', () => {
    const declared = Object.entries(contract).flatMap(([noun, verbs]) =>
      Object.keys(verbs).map((verb) => `${noun}.${verb}`),
    )
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(declared.sort())
  })

  test('refers only to what it holds', () => {
    const references = JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)
    const missing = [...references].filter(([, path = '']) => {
      const target = path
        .split('/')
        .reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], document)
      return target === undefined
    })
    expect(missing).toEqual([])
    expect(JSON.stringify(document)).not.toContain('$defs')
    expect(JSON.stringify(document)).not.toContain('$schema')
  })
})

describe('an operation', () => {
  test('takes the canonical fields as text with their limits', () => {
    expect(bodyOf('organizations.create')).toMatchObject({
      required: ['name', 'slug'],
      additionalProperties: false,
      properties: {
        name: { type: 'string', minLength: 2, maxLength: 100 },
        slug: { type: 'string', minLength: 3, maxLength: 50, pattern: SLUG.source, examples: ['acme'] },
        country_code: { type: 'string', default: 'PL', pattern: COUNTRY.source },
        require_google_domain: { type: 'boolean', default: false },
      },
    })
    expect(bodyOf('auth.signup')).toMatchObject({ properties: { email: { type: 'string', format: 'email' } } })
  })

  test('refers to the schemas that have a name, and leaves answers open for new fields', () => {
    expect(answerOf('organizations.status', 200)?.content).toEqual({
      'application/json': { schema: { $ref: '#/components/schemas/OrganizationStatus' } },
    })
    const schema = document.components.schemas.Membership
    expect(schema).toMatchObject({ properties: { organization_id: { type: 'string', format: 'uuid' } } })
    expect(JSON.stringify(schema)).not.toContain('additionalProperties')
  })

  test('tells which parameters it needs', () => {
    const parameters = operation('auth.verifyEmail').parameters
    expect(parameters).toMatchObject([
      { name: 'token', in: 'query', required: true },
      { name: 'redirect', in: 'query', required: false },
    ])
    expect(document.paths['/api/organizations/{organizationId}/join']?.post?.parameters).toMatchObject([
      { name: 'organizationId', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
      { $ref: '#/components/parameters/IdempotencyKey' },
    ])
  })

  test('asks for a token where there has to be one', () => {
    expect(operation('organizations.create').security).toEqual([{ bearer: [] }])
    expect(operation('invitations.validateToken').security).toEqual([{}, { bearer: [] }])
    expect(operation('health.live').security).toEqual([])
    expect(answerOf('health.live', 401)).toBeUndefined()
  })

  test('answers every status it declares', () => {
    expect(Object.keys(operation('invitations.create').responses)).toEqual([
      '201',
      '207',
      '400',
      '401',
      '403',
      '404',
      '409',
      '413',
      '415',
      '422',
      '429',
      '500',
      '503',
    ])
  })

  test('redirects without a body', () => {
    const answer = answerOf('auth.verifyEmail', 302)
    expect(answer).toMatchObject({ headers: { Location: { schema: { type: 'string', format: 'uri' } } } })
    expect(answer).not.toHaveProperty('content')
  })

  test('lists the codes of each failure', () => {
    expect(answerOf('invitations.validateToken', 410)?.content?.['application/json']?.schema).toEqual({
      allOf: [
        { $ref: '#/components/schemas/Error' },
        { properties: { code: { enum: ['INVITATION_USED', 'INVITATION_REVOKED'] } } },
      ],
    })
    expect(answerOf('invitations.validateToken', 410)?.description).toContain('`INVITATION_USED`: This invitation was')
  })

  test('says what to wait for and how to authenticate', () => {
    expect(answerOf('organizations.create', 429)?.headers).toHaveProperty('Retry-After')
    expect(answerOf('organizations.create', 401)?.headers).toHaveProperty('WWW-Authenticate')
    expect(answerOf('organizations.create', 403)).not.toHaveProperty('headers')
  })

  test('carries its limits and its permission', () => {
    expect(operation('organizations.create')['x-rate-limits']).toEqual(contract.organizations.create.limits)
    expect(operation('invitations.create')['x-permission']).toBe('invitations:create')
  })

  test('says them in words too, with their units', () => {
    expect(operation('organizations.create').description).toBe(
      'Signed in: at most 5 calls that succeed per hour for each user, counted as `organization-creation`.',
    )
    expect(operation('invitations.create').description).toMatch(/^Needs the permission `invitations:create`/)
    expect(operation('auth.signup').description).toContain('Signed out: at most 20 calls per hour for each address')
    expect(operation('health.live')).not.toHaveProperty('description')
  })
})

describe('any contract', () => {
  const things = {
    method: 'GET',
    path: '/things',
    summary: 'List things',
    auth: 'public',
    query: z.object({ limit: z._default(z.int(), 20), name: z.string() }),
    errors: {},
  } as const

  test('may have parameters with a default, which nobody has to send', () => {
    const list = endpoint({ ...things, output: z.object({ total: z.int() }) })
    const { paths } = toOpenApi({ things: { list } }, { title: 'Things', version: '2', servers: [{ url: '/v2' }] })
    expect(paths['/things']?.get?.parameters).toMatchObject([
      { name: 'limit', required: false, schema: { type: 'integer', default: 20 } },
      { name: 'name', required: true },
    ])
  })

  test('may have a form of failures of its own, which need not have codes', () => {
    const error = { type: 'object', required: ['error'], properties: { error: { type: 'string' } } }
    const list = endpoint({ ...things, output: z.object({}), errors: { CONFLICT: 409, USER_EXISTS: 409 } })
    const { components, paths } = toOpenApi({ things: { list } }, { ...apiInfo, error })
    expect(components.schemas).toEqual({ Error: error })
    const failure = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } }
    expect(components.responses.INTERNAL?.content).toEqual(failure)
    expect(paths['/things']?.get?.responses[409]).toMatchObject({
      content: failure,
      description: expect.stringContaining('`USER_EXISTS`'),
    })
  })

  test('is refused when one name stands for two schemas', () => {
    const registry = z.globalRegistry
    const first = endpoint({ ...things, output: z.array(z.string().register(registry, { id: 'Twice' })) })
    const second = endpoint({
      ...things,
      path: '/others',
      output: z.array(z.boolean().register(registry, { id: 'Twice' })),
    })
    expect(() => toOpenApi({ things: { first, second } }, apiInfo)).toThrow('registered as "Twice"')
  })
})
