import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { createClient } from '../client/client.ts'
import { endpoint } from '../contract/endpoint.ts'
import { TenantryError } from '../contract/errors.ts'
import { mockHandlers } from './mocks.ts'
import { withStatus } from './reply.ts'

const baseURL = 'https://app.example.com'
const organization = { id: '018f0000-0000-7000-8000-000000000001', name: 'Acme' }
const params = { organizationId: organization.id }
const joined = { success: true, status: 'joined', organization } as const

const server = setupServer()
const client = createClient({ baseURL })

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterEach(() => server.resetHandlers())
afterAll(() => server.close())

describe('a reply', () => {
  test('of data is what the client reads', async () => {
    server.use(...mockHandlers({ organizations: { join: joined } }, { baseURL: `${baseURL}/` }))
    expect(await client.organizations.join({ params })).toEqual(joined)
  })

  test('has the first status of the endpoint, or another one it declares', async () => {
    const url = `${baseURL}/api/organizations/${organization.id}/invitations`
    const post = () => fetch(url, { method: 'POST', body: '{}' })
    server.use(...mockHandlers({ invitations: { create: { results: [] } } }))
    expect((await post()).status).toBe(201)
    server.use(...mockHandlers({ invitations: { create: withStatus(207, { results: [] }) } }))
    expect((await post()).status).toBe(207)
  })

  test('of a code has the status that code has at this endpoint', async () => {
    server.use(
      ...mockHandlers({
        invitations: { validateToken: 'INVITATION_USED' },
        auth: { signupWithInvitation: 'INVITATION_USED' },
      }),
    )
    const token = 'A'.repeat(43)
    const body = { token, password: 'made-up-password', confirmPassword: 'made-up-password' }
    await expect(client.invitations.validateToken({ query: { token } })).rejects.toMatchObject({ status: 410 })
    await expect(client.auth.signupWithInvitation({ body })).rejects.toMatchObject({
      code: 'INVITATION_USED',
      status: 400,
    })
  })

  test('of an error keeps its details and its time to wait', async () => {
    const limited = new TenantryError('RATE_LIMITED', { retryAfter: 7, details: { bucket: 'organization-join' } })
    server.use(...mockHandlers({ organizations: { join: limited } }))
    await expect(client.organizations.join({ params })).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      status: 429,
      retryAfter: 7,
      details: { bucket: 'organization-join' },
    })
  })

  test('of NETWORK_FAILED is a connection that breaks', async () => {
    server.use(...mockHandlers({ organizations: { status: 'NETWORK_FAILED' } }))
    await expect(client.organizations.status()).rejects.toMatchObject({ code: 'NETWORK_FAILED', status: 0 })
  })

  test('of pending never comes, until the caller gives up', async () => {
    server.use(...mockHandlers({ organizations: { status: 'pending' } }))
    const call = client.organizations.status({}, { signal: AbortSignal.timeout(20) })
    await expect(call).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  test('of an address is a redirect', async () => {
    const location = `${baseURL}/onboarding`
    server.use(...mockHandlers({ auth: { verifyEmail: { location } } }))
    const answer = await fetch(`${baseURL}/api/auth/verify-email?token=any`, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([302, location])
  })
})

describe('a function', () => {
  test('answers from the parsed input', async () => {
    server.use(
      ...mockHandlers({
        organizations: {
          create: ({ body }) => ({
            success: true,
            organization: { ...body, ...params, id: organization.id, created_at: '2026-11-21T12:00:00Z' },
            user_role: 'admin',
            redirect_url: '/dashboard',
          }),
        },
      }),
    )
    const { organization: created } = await client.organizations.create({ body: { name: ' Acme ', slug: 'ACME' } })
    expect(created).toMatchObject({ name: 'Acme', slug: 'acme', country_code: 'PL' })
  })

  test('is not asked about an invalid request', async () => {
    server.use(...mockHandlers({ organizations: { create: () => 'INTERNAL' } }))
    await expect(client.organizations.create({ body: { name: 'A', slug: 'acme' } })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      status: 400,
      details: { issues: [{ path: ['name'], message: expect.any(String) }] },
    })
  })

  test('may wait, and may answer differently each time', async () => {
    const answers = ['INTERNAL', joined] as const
    let calls = 0
    server.use(...mockHandlers({ organizations: { join: async () => answers[calls++] ?? 'pending' } }))
    await expect(client.organizations.join({ params })).rejects.toMatchObject({ code: 'INTERNAL' })
    expect(await client.organizations.join({ params })).toEqual(joined)
  })
})

describe('a stale reply', () => {
  const stale = { success: true, status: 'joined' } as never

  test('is refused before any request', () => {
    expect(() => mockHandlers({ organizations: { join: stale } })).toThrow(
      'The reply of organizations.join does not fit its contract: organization (Invalid input',
    )
  })

  test('with a code or a status that is gone is refused too', () => {
    expect(() => mockHandlers({ invitations: { decline: 'ORGANIZATION_FULL' as never } })).toThrow('does not declare')
    expect(() => mockHandlers({ organizations: { join: withStatus(418, joined) } })).toThrow(
      'never answers with status 418',
    )
  })
})

test('a path with placeholders does not catch the calls of a more exact one', async () => {
  const thing = {
    method: 'GET',
    summary: 'Show a thing',
    auth: 'public',
    output: z.object({ found: z.string() }),
    errors: {},
  } as const
  const contract = {
    things: {
      show: endpoint({ ...thing, path: '/things/:id', params: z.object({ id: z.string() }) }),
      newest: endpoint({ ...thing, path: '/things/newest' }),
    },
  }
  const things = { show: { found: 'one' }, newest: { found: 'newest' } }
  server.use(...mockHandlers({ things }, { contract }))
  expect(await createClient({ contract, baseURL }).things.newest()).toEqual({ found: 'newest' })
})

test('only calls with a reply are handled', () => {
  expect(mockHandlers({})).toEqual([])
  expect(mockHandlers({ organizations: { status: 'pending' }, health: {} })).toHaveLength(1)
})
