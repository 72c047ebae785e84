import { type ErrorCode, errorMessages } from '@tenantry/core'
import { expect } from 'vitest'
import type { Person } from '../start-tenantry.ts'
import { create } from './organization-form.ts'
import { changesNothing, failsInside, failsReading, loseDefault, membershipsOf, nowhere, password } from './proofs.ts'
import type { Observed } from './records.ts'
import { section, type World } from './world.ts'

const VALIDATE = '/api/invitations/validate-token'
const STATUS = '/api/user/organization-status'
const accepting = (world: World, as: Person, id: string) =>
  world.send('POST', '/api/invitations/accept', { as, body: { invitation_id: id } })

/** One refusal of every kind, each by a request of its own. */
const refusals: Readonly<
  Record<string, readonly [status: number, error: string, send: (world: World) => Promise<Observed>]>
> = {
  VALIDATION_FAILED: [400, 'Bad Request', (world) => create(world, { name: '' })],
  UNAUTHENTICATED: [401, 'Unauthorized', (world) => world.send('GET', STATUS)],
  EMAIL_NOT_VERIFIED: [403, 'Forbidden', (world) => create(world, {}, { ...world.person(), email_verified: false })],
  INVITATION_NOT_FOUND: [404, 'Not Found', (world) => world.send('GET', `${VALIDATE}?token=${'A'.repeat(43)}`)],
  METHOD_NOT_ALLOWED: [405, 'Method Not Allowed', (world) => world.send('DELETE', STATUS)],
  ORGANIZATION_EXISTS: [409, 'Conflict', conflict],
  INVITATION_USED: [410, 'Gone', used],
  PAYLOAD_TOO_LARGE: [413, 'Content Too Large', (world) => create(world, { name: 'x'.repeat(70_000) })],
  UNSUPPORTED_MEDIA_TYPE: [
    415,
    'Unsupported Media Type',
    (world) =>
      world.send('POST', '/api/organizations', {
        as: world.person(),
        body: 'x',
        headers: { 'content-type': 'text/plain' },
      }),
  ],
  IDEMPOTENCY_KEY_REUSED: [422, 'Unprocessable Content', reusedKey],
}

async function conflict(world: World): Promise<Observed> {
  const slug = world.slug('taken')
  await create(world, { slug })
  return create(world, { slug })
}

async function used(world: World): Promise<Observed> {
  const { token, person, id } = await world.invited()
  const value = await token()
  await world.accept(person, id)
  return world.send('GET', `${VALIDATE}?token=${value}`)
}

async function reusedKey(world: World): Promise<Observed> {
  const [as, headers] = [world.person(), { 'idempotency-key': '"one"' }]
  const found = (slug: string) =>
    world.send('POST', '/api/organizations', { as, headers, body: { name: 'Acme', slug } })
  await found(world.slug('first'))
  return found(world.slug('second'))
}

async function each(
  world: World,
  check: (code: string, body: Readonly<Record<string, unknown>>, error: string) => void,
) {
  for (const [code, [status, error, send]] of Object.entries(refusals)) {
    const answer = await send(world)
    expect([answer.status, code]).toEqual([status, code])
    check(code, answer.body as Record<string, unknown>, error)
  }
}

async function isRefused(answer: Promise<Observed>, status: number, code: ErrorCode) {
  expect(await answer).toMatchObject({ status, body: { code, message: errorMessages[code] } })
}

export const errorResponses = section('Error Response Standards', [
  ['"error": "string (error type)"', (world) => each(world, (_code, body, error) => expect(body.error).toBe(error))],
  [
    '"message": "string (human readable)"',
    (world) =>
      each(world, (code, { message }) => {
        expect(message).toBe(errorMessages[code as ErrorCode])
        expect(message).toMatch(/^[A-Z][^_{}<>]{10,}\.$/)
      }),
  ],
  ['"code": "string (error code for frontend)"', (world) => each(world, (code, body) => expect(body.code).toBe(code))],
  [
    '"details": "object (additional context, optional)"',
    (world) =>
      each(world, (code, body) => {
        expect(body.details !== undefined).toBe(code === 'VALIDATION_FAILED')
        if (body.details) expect(body.details).toEqual({ issues: [{ path: ['name'], message: expect.any(String) }] })
      }),
  ],
  [
    '`VALIDATION_FAILED`: Input validation errors',
    (world) => isRefused(create(world, { slug: 'a b' }), 400, 'VALIDATION_FAILED'),
  ],
  [
    '`INVITATION_EXPIRED`: Invitation token no longer valid',
    async (world) => {
      const { token, id, person } = await world.invited()
      const value = await token()
      world.pass(7)
      const form = { token: value, password, confirmPassword: password }
      await isRefused(world.send('GET', `${VALIDATE}?token=${value}`), 404, 'INVITATION_EXPIRED')
      await isRefused(world.send('POST', '/api/auth/signup-with-invitation', { body: form }), 400, 'INVITATION_EXPIRED')
      await isRefused(accepting(world, person, id), 404, 'INVITATION_EXPIRED')
    },
  ],
  ['`INVITATION_USED`: Invitation already processed', (world) => isRefused(used(world), 410, 'INVITATION_USED')],
  [
    '`ORGANIZATION_EXISTS`: Slug conflict during organization creation',
    (world) => isRefused(conflict(world), 409, 'ORGANIZATION_EXISTS'),
  ],
  [
    '`USER_EXISTS`: Attempt to create duplicate user',
    async (world) => {
      const person = world.person()
      await world.status(person)
      const { token } = await world.invited({ person })
      const form = { token: await token(), password, confirmPassword: password }
      await isRefused(world.send('POST', '/api/auth/signup-with-invitation', { body: form }), 409, 'USER_EXISTS')
    },
  ],
  [
    '`NOT_AUTHORIZED`: Insufficient permissions',
    async (world) => {
      const { id, person, organizationId } = await world.invited()
      await isRefused(accepting(world, world.person(), id), 403, 'NOT_AUTHORIZED')
      await world.accept(person, id)
      const path = `/api/organizations/${organizationId}/invitations`
      const body = { invitations: [{ email: 'anybody@example.org', role: 'employee' }] }
      await isRefused(world.send('POST', path, { as: person, body }), 403, 'NOT_AUTHORIZED')
    },
  ],
  [
    '`MEMBERSHIP_EXISTS`: User already member of organization',
    async (world) => {
      const admin = world.person('admin')
      const first = await world.invited({ admin })
      const second = await world.invited({ admin, organizationId: first.organizationId })
      await world.accept(first.person, first.id)
      const renamed = { ...world.person(), sub: first.person.sub ?? '', email: second.person.email }
      await isRefused(accepting(world, renamed, second.id), 409, 'MEMBERSHIP_EXISTS')
    },
  ],
  [
    '`DEFAULT_ORG_CONFLICT`: Issues with default organization setting',
    async (world) => {
      const person = world.person()
      const organizationId = await world.found(person)
      await loseDefault(world, person)
      const { id } = await world.invited({ person })
      await changesNothing(world, async () => {
        await isRefused(create(world, {}, person), 409, 'DEFAULT_ORG_CONFLICT')
        await isRefused(accepting(world, person, id), 409, 'DEFAULT_ORG_CONFLICT')
      })
      // Choosing one mends it.
      await world.as(person).organizations.makeDefault({ params: { organizationId } })
      expect((await world.accept(person, id)).is_default_org).toBe(false)
      expect((await membershipsOf(world, person)).map(({ is_default }) => is_default)).toEqual([true, false])
    },
  ],
  [
    '200: Successful operation',
    async (world) => {
      const { person, id } = await world.invited()
      expect((await world.send('GET', STATUS, { as: person })).status).toBe(200)
      expect((await accepting(world, person, id)).status).toBe(200)
    },
  ],
  [
    '201: Resource created successfully',
    async (world) => {
      expect((await create(world)).status).toBe(201)
      const { token } = await world.invited()
      const form = { token: await token(), password, confirmPassword: password }
      expect((await world.send('POST', '/api/auth/signup-with-invitation', { body: form })).status).toBe(201)
    },
  ],
  [
    '400: Bad request (validation errors, malformed data)',
    async (world) => {
      await isRefused(create(world, { country_code: 'XX' }), 400, 'VALIDATION_FAILED')
      const malformed = world.send('POST', '/api/organizations', { as: world.person(), body: '{"name":' })
      await isRefused(malformed, 400, 'VALIDATION_FAILED')
    },
  ],
  [
    '401: Authentication required',
    async (world) => {
      for (const [method, path] of [
        ['GET', STATUS],
        ['POST', '/api/organizations'],
        ['POST', '/api/invitations/accept'],
        ['POST', '/api/invitations/decline'],
        ['POST', '/api/dashboard/pending-invitations'],
      ] as const)
        await isRefused(world.send(method, path), 401, 'UNAUTHENTICATED')
    },
  ],
  [
    '403: Forbidden (insufficient permissions)',
    async (world) => {
      const { id } = await world.invited()
      const decline = { as: world.person(), body: { invitation_id: id } }
      await isRefused(world.send('POST', '/api/invitations/decline', decline), 403, 'NOT_AUTHORIZED')
    },
  ],
  [
    '404: Resource not found',
    async (world) => {
      await isRefused(accepting(world, world.person(), nowhere), 404, 'INVITATION_NOT_FOUND')
      await isRefused(world.send('GET', '/api/nothing'), 404, 'ROUTE_NOT_FOUND')
    },
  ],
  [
    '409: Conflict (duplicate resource, business rule violation)',
    (world) => isRefused(conflict(world), 409, 'ORGANIZATION_EXISTS'),
  ],
  ['410: Gone (expired resource)', (world) => isRefused(used(world), 410, 'INVITATION_USED')],
  [
    '429: Too many requests (rate limiting)',
    async (world) => {
      for (let turn = 0; turn < 20; turn++) await world.send('GET', `${VALIDATE}?token=${'A'.repeat(43)}`)
      const refused = await world.send('GET', `${VALIDATE}?token=${'A'.repeat(43)}`)
      expect(refused).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED', error: 'Too Many Requests' } })
    },
  ],
  [
    '500: Internal server error',
    async (world) => {
      const person = world.person()
      await failsReading(world, 'invitations', () => world.send('GET', STATUS, { as: person }))
      await failsInside(world, 'INSERT organizations', () => create(world, {}, person))
    },
  ],
])
