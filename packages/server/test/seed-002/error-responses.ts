import { expect } from 'vitest'
import { nowhere } from '../seed-003/proofs.ts'
import { adminsOnly, answer, unauthenticated, without } from './proofs.ts'
import { section, type World } from './world.ts'

const form = { name: 'My Karaoke Bar', slug: 'My Bar!' }

/** A call of every endpoint, by somebody who is in no organization. */
const calls = [
  ['POST', '/api/orgs', form],
  ['GET', '/api/orgs/my'],
  ['GET', `/api/orgs/${nowhere}`],
  ['GET', `/api/orgs/${nowhere}/members`],
  ['POST', `/api/orgs/${nowhere}/invites`, { email: 'a@example.org', role: 'member' }],
  ['GET', `/api/orgs/${nowhere}/invites`],
  ['GET', '/api/orgs/invites/my'],
  ['POST', `/api/orgs/invites/${nowhere}/accept`],
  ['POST', `/api/orgs/invites/${nowhere}/decline`],
  ['DELETE', `/api/orgs/invites/${nowhere}/revoke`],
  ['POST', `/api/orgs/invites/${nowhere}/resend`],
] as const

const call = (world: World, [method, path, body]: (typeof calls)[number], as: object | null = null) =>
  world.send(method, path, { as, ...(body && { body }) })

function isOfTheForm(body: unknown): boolean {
  const { error, details = '', ...others } = body as Record<string, unknown>
  return typeof error === 'string' && typeof details === 'string' && Object.keys(others).length === 0
}

export const errorResponses = section('Error Responses', [
  [
    'All endpoints may return the following error responses',
    async (world) => {
      expect(calls).toHaveLength(11)
      for (const one of calls) {
        expect(answer(await call(world, one)), one[1]).toEqual(unauthenticated)
        const { status, body } = await call(world, one, world.person())
        if (status >= 400) expect([one[1], isOfTheForm(body)]).toEqual([one[1], true])
      }
      for (const path of ['/api/orgs/a/b/c', '/api/orgs/invites'])
        expect(isOfTheForm((await world.send('DELETE', path, { as: world.person() })).body)).toBe(true)
    },
  ],
  [
    '400 Bad Request: "Invalid request body", "Slug must be lowercase alphanumeric with hyphens only"',
    async (world) => {
      expect(answer(await world.send('POST', '/api/orgs', { as: world.person(), body: form }))).toEqual({
        status: 400,
        body: { error: 'Invalid request body', details: 'Slug must be lowercase alphanumeric with hyphens only' },
      })
      const wrong = { name: 'x', slug: 'fine', owner: 'me' }
      expect((await world.send('POST', '/api/orgs', { as: world.person(), body: wrong })).body).toEqual({
        error: 'Invalid request body',
        details: 'name: Enter at least 2 characters; owner: Unknown field',
      })
    },
  ],
  [
    '401 Unauthorized: "Authentication required"',
    async (world) => {
      const expired = await world.running.token(world.person())
      world.pass(1)
      const headers = { authorization: `Bearer ${expired}` }
      expect(answer(await world.send('GET', '/api/orgs/my', { headers }))).toEqual(unauthenticated)
    },
  ],
  [
    '403 Forbidden: "Insufficient permissions", "Only organization admins can perform this action"',
    async (world) => {
      const { orgId, person } = await world.staffed()
      expect(answer(await world.send('GET', `/api/orgs/${orgId}/invites`, { as: person }))).toEqual(adminsOnly)
    },
  ],
  [
    '404 Not Found: "Organization not found"',
    async (world) => {
      const found = answer(await world.send('GET', '/api/orgs/no-such-organization', { as: world.person() }))
      expect(found).toEqual({ status: 404, body: { error: 'Organization not found' } })
    },
  ],
  [
    '409 Conflict: "Organization slug already exists"',
    async (world) => {
      const body = { name: 'My Karaoke Bar', slug: world.slug() }
      const post = () => world.send('POST', '/api/orgs', { as: world.person(), body })
      // At the same time, too: one founds it, the other hears why not.
      const answers = (await Promise.all([post(), post()])).toSorted((one, other) => one.status - other.status)
      expect(answers.map(({ status }) => status)).toEqual([201, 409])
      expect(answers[1]?.body).toEqual({ error: 'Organization slug already exists' })
    },
  ],
  [
    '500 Internal Server Error: "Internal server error", with details',
    async (world) => {
      const as = world.person()
      const body = { name: 'My Karaoke Bar', slug: world.slug() }
      const broken = await without(world, 'organization_settings', () => world.send('POST', '/api/orgs', { as, body }))
      expect(answer(broken)).toEqual({
        status: 500,
        body: { error: 'Internal server error', details: 'Something went wrong on our side. Try again' },
      })
      expect((await world.send('POST', '/api/orgs', { as, body })).status).toBe(201)
    },
  ],
])
