import { createClient } from '@tenantry/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Tenantry } from '../../src/tenantry.ts'
import { publicUrl, type Running, startTenantry } from '../start-tenantry.ts'
import { apisWith } from './apis.ts'
import { operationsAt, operationsOf } from './operations.ts'
import { checkOf } from './violations.ts'
import { assertConformance, takeViolations, watched } from './watch.ts'

const ada = { sub: 'ada', email: 'ada@example.com' }
const status = '/api/user/organization-status'

const apis = apisWith([])
const check = checkOf(apis)

let running: Running

beforeAll(async () => {
  running = await startTenantry('pglite')
  await running.as(ada).organizations.create({ body: { name: 'Acme', slug: 'acme' } })
})
afterAll(() => running.stop())

interface Real {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, unknown>
}

async function real(path: string, init: RequestInit = {}): Promise<Real> {
  const response = await running.send(path, init)
  return { status: response.status, headers: response.headers, body: await response.json() }
}

async function signedIn(): Promise<Real> {
  return real(status, { headers: { authorization: `Bearer ${await running.token(ada)}` } })
}

function judged(path: string, { status, headers, body }: Real, method = 'GET') {
  return check({ method, url: publicUrl + path }, new Response(JSON.stringify(body), { status, headers }))
}

function without(headers: Headers, name: string): Headers {
  const rest = new Headers(headers)
  rest.delete(name)
  return rest
}

test('takes every answer as the server gives it', async () => {
  expect(await judged(status, await signedIn())).toEqual([])
  expect(await judged(status, await real(status))).toEqual([])
  expect(await judged('/api/nothing', await real('/api/nothing'))).toEqual([])
  expect(await judged(status, await real(status, { method: 'PUT' }), 'PUT')).toEqual([])
})

describe('an answer to a documented request is refused', () => {
  const memberships = (answer: Real) => answer.body.organizations as Record<string, unknown>[]

  test.each<[what: string, change: (answer: Real) => Real, violation: string]>([
    ['with an undocumented status', (answer) => ({ ...answer, status: 418 }), 'the status is not documented'],
    [
      'with a field more',
      (answer) => ({ ...answer, body: { ...answer.body, token_hash: 'x' } }),
      '"unevaluatedProperty":"token_hash"',
    ],
    [
      'with a field more deep inside',
      (answer) => ({
        ...answer,
        body: { ...answer.body, organizations: memberships(answer).map((one) => ({ ...one, user_id: 'x' })) },
      }),
      '"unevaluatedProperty":"user_id"',
    ],
    [
      'with a field less',
      ({ body: { scenario: _, ...body }, ...answer }) => ({ ...answer, body }),
      '"missingProperty":"scenario"',
    ],
    [
      'with a value of another type',
      (answer) => ({ ...answer, body: { ...answer.body, hasOrganizations: 'yes' } }),
      '/hasOrganizations must be boolean',
    ],
    [
      'with a value of no listed kind',
      (answer) => ({ ...answer, body: { ...answer.body, scenario: 'lost' } }),
      '/scenario must be equal to one of the allowed values',
    ],
    [
      'with a value in another format',
      (answer) => ({
        ...answer,
        body: { ...answer.body, organizations: memberships(answer).map((one) => ({ ...one, organization_id: '1' })) },
      }),
      '/organizations/0/organization_id must match format "uuid"',
    ],
    [
      'with another content type',
      (answer) => ({ ...answer, headers: new Headers({ 'content-type': 'text/html', 'x-request-id': '1' }) }),
      'its content type is text/html',
    ],
    [
      'without a request id',
      (answer) => ({ ...answer, headers: without(answer.headers, 'x-request-id') }),
      'X-Request-Id',
    ],
  ])('%s', async (_, change, violation) => {
    expect((await judged(status, change(await signedIn()))).join('\n')).toContain(violation)
  })
})

describe('a failure is refused', () => {
  test.each<[what: string, change: (answer: Real) => Real, violation: string]>([
    [
      'without the header that its status asks for',
      (answer) => ({ ...answer, headers: without(answer.headers, 'www-authenticate') }),
      'lacks the header WWW-Authenticate',
    ],
    [
      'with a code of another endpoint',
      (answer) => ({ ...answer, body: { ...answer.body, code: 'USER_EXISTS' } }),
      '/code must be equal to one of the allowed values',
    ],
    [
      'with a stack beside its code',
      (answer) => ({ ...answer, body: { ...answer.body, stack: 'Error' } }),
      '"unevaluatedProperty":"stack"',
    ],
    [
      'with details nobody documented',
      (answer) => ({ ...answer, body: { ...answer.body, details: { sql: '' } } }),
      'sql',
    ],
    [
      'that says to wait, but not how long',
      (answer) => ({ ...answer, status: 429, body: { ...answer.body, code: 'RATE_LIMITED' } }),
      'lacks the header Retry-After',
    ],
    [
      'that waits until a date',
      (answer) => ({ ...answer, status: 429, headers: new Headers({ 'x-request-id': '1', 'retry-after': 'soon' }) }),
      'header Retry-After: the whole must be integer',
    ],
  ])('%s', async (_, change, violation) => {
    expect((await judged(status, change(await real(status)))).join('\n')).toContain(violation)
  })
})

describe('where nothing is documented', () => {
  test('a success is refused', async () => {
    const { headers, body } = await signedIn()
    expect((await judged('/api/nothing', { status: 200, headers, body })).join()).toContain('is not 404')
  })

  test('a method is refused with all that the path takes', async () => {
    const answer = await real(status, { method: 'PUT' })
    const lacking = { ...answer, headers: without(answer.headers, 'allow') }
    const wrong = { ...answer, headers: new Headers([...answer.headers, ['allow', 'PUT']]) }
    expect((await judged(status, lacking, 'PUT')).join()).toContain('Allow is wrong about GET')
    expect((await judged(status, wrong, 'PUT')).join()).toContain('Allow is wrong about PUT')
  })

  test('a redirect has no body', async () => {
    const headers = new Headers({ 'x-request-id': '1', location: 'https://app.example.com/' })
    const answer = { status: 302, headers, body: { location: '' } }
    expect(await judged('/api/auth/verify-email', answer)).toEqual([
      'GET /api/auth/verify-email 302: has a body where none is documented',
    ])
  })
})

test('a wrong answer fails the test even when the code under test swallows it', async () => {
  const wrong = watched<Pick<Tenantry, 'fetch'>>({ fetch: async () => new Response('{}', { status: 299 }) })
  const client = createClient({ baseURL: publicUrl, fetch: (request: Request) => wrong.fetch(request) })
  await client.organizations.status().catch(() => null)
  expect(assertConformance).toThrow('has no X-Request-Id')
  expect(takeViolations()).toEqual([])
})

test('finds the operation of every documented path', () => {
  const operations = operationsOf(apis)
  for (const { method, path, name } of operations) {
    const found = operationsAt(operations, path.replace(/\{\w+\}/g, 'x')).find(
      (operation) => operation.method === method,
    )
    expect(found?.name).toBe(name)
  }
})
