import { usersContract } from '@tenantry/core/users'
import { expect } from 'vitest'
import { startTenantry } from '../start-tenantry.ts'
import { isRefused } from './proofs.ts'
import { section } from './world.ts'

const endpoints = Object.values(usersContract).flatMap((group) => Object.values(group))

export const authentication = section('Authentication', [
  [
    'All endpoints require valid JWT token authentication',
    async ({ send, running }) => {
      expect(endpoints).toHaveLength(16)
      for (const { method, path } of endpoints) {
        const address = path.replace(/:\w+/g, '1')
        isRefused(await send(method, address), 401, 'UNAUTHENTICATED')
        isRefused(await send(method, address, { bearer: 'made.up.token' }), 401, 'UNAUTHENTICATED')
      }
      const expired = await running.token({ email: 'late@example.com' })
      running.advance(2 * 3_600_000)
      isRefused(await send('GET', '/api/v1/users/', { bearer: expired }), 401, 'UNAUTHENTICATED')
    },
  ],
  [
    'Include the token in the Authorization header: `Authorization: Bearer <your_jwt_token>`',
    async ({ send, running, organization }) => {
      const { admin, users } = await organization()
      const token = await running.token(admin)
      expect((await send('GET', users, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200)
      isRefused(await send('GET', users, { headers: { authorization: token } }), 401, 'UNAUTHENTICATED')
      isRefused(await send('GET', `${users}?access_token=${token}`), 401, 'UNAUTHENTICATED')
      expect((await send('GET', users)).headers.get('www-authenticate')).toMatch(/^Bearer/)
    },
  ],
])

export const support = section('Support', [
  [
    'API documentation at `/docs` or `/redoc`',
    async ({ send }) => {
      for (const path of ['/docs', '/redoc']) {
        const page = await send('GET', path)
        expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
        // Compared without the content of a page in the message of a failure.
        expect(page.text.includes('id="v1.organizationUsers.create"')).toBe(true)
      }
    },
  ],
  [
    'OpenAPI specification at `/openapi.json`',
    async ({ send }) => {
      const { paths } = (await send('GET', '/openapi.json')).body as { paths: Record<string, Record<string, unknown>> }
      for (const { method, path } of endpoints)
        expect(paths[path.replace(/:(\w+)/g, '{$1}')], path).toHaveProperty(method.toLowerCase())
    },
  ],
  [
    'Organization management documentation: the other contract is in the same place',
    async ({ send }) => {
      const { paths } = (await send('GET', '/openapi.json')).body as { paths: Record<string, unknown> }
      expect(paths).toHaveProperty(['/api/organizations'])
    },
  ],
])

export const overview = section('Overview', [
  [
    'enhanced organization-scoped user management and invitation system API endpoints',
    async () => {
      const paths = new Set(endpoints.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`))
      expect(paths).toEqual(
        new Set([
          'GET /api/v1/organizations/{organization_id}/users',
          'POST /api/v1/organizations/{organization_id}/users',
          'PUT /api/v1/organizations/{organization_id}/users/{user_id}',
          'DELETE /api/v1/organizations/{organization_id}/users/{user_id}',
          'GET /api/v1/organizations/{organization_id}/invitations',
          'POST /api/v1/organizations/{organization_id}/invitations/{invitation_id}/resend',
          'DELETE /api/v1/organizations/{organization_id}/invitations/{invitation_id}',
          'GET /api/v1/users/',
          'POST /api/v1/users/',
          'PUT /api/v1/users/{user_id}',
          'DELETE /api/v1/users/{user_id}',
          // The other choice about the slash, and the own profile, which the seed lets people view and gives no path.
          'GET /api/v1/users',
          'POST /api/v1/users',
          'PUT /api/v1/users/{user_id}/',
          'DELETE /api/v1/users/{user_id}/',
          'GET /api/v1/users/me',
        ]),
      )
    },
  ],
  [
    'within the multi-tenant architecture: nothing of another organization is in any answer',
    async ({ send, organization, member }) => {
      const [mine, theirs] = [await organization(), await organization()]
      const stranger = await member(theirs)
      for (const path of [mine.users, mine.invitations, '/api/v1/users/']) {
        const answer = await send('GET', path, { as: mine.admin })
        expect(answer.status).toBe(200)
        expect(answer.text).not.toContain(stranger.email)
        expect(answer.text).not.toContain(theirs.admin.email)
      }
    },
  ],
  [
    'All user creation operations now integrate with Supabase Auth: with whichever provider signs people in',
    async (world) => {
      const { elsewhere } = world
      const { remote, organization, created } = elsewhere()
      const place = await organization()
      const before = remote.double.users.size
      const { form } = await created(place)
      expect(remote.double.users.size).toBe(before + 1)
      expect(remote.double.byEmail(form.email)).toBeDefined()
    },
  ],
  [
    'A server without the profile has none of it',
    async ({ running }) => {
      const plain = await startTenantry(running.database.engine)
      try {
        expect((await plain.send('/api/v1/users/')).status).toBe(404)
      } finally {
        await plain.stop()
      }
    },
  ],
])
