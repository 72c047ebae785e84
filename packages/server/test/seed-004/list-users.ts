import type { ListedUser } from '@tenantry/core/users'
import { expect } from 'vitest'
import { fields, isRefused, once } from './proofs.ts'
import { type Observed, root, section, type World } from './world.ts'

const emails = ({ body }: Observed) => (body as readonly ListedUser[]).map(({ email }) => email)

/** An organization with an admin, a manager, three employees and one of them suspended. */
async function crowd(world: World) {
  const place = await world.organization()
  const [ann, bob, cid] = [await world.member(place), await world.member(place), await world.member(place, 'manager')]
  const deputy = await world.member(place, 'admin')
  const answer = await world.send('PUT', `${place.users}/${bob.number}`, {
    as: place.admin,
    body: { is_active: false },
  })
  expect(answer.status).toBe(200)
  const list = (query = '', as = place.admin) => world.send('GET', place.users + query, { as })
  return { place, ann, bob, cid, deputy, list }
}

const sample = once(async (world) => {
  const place = await world.organization()
  const { form, user } = await world.created(place, { department: 'IT', designation: 'Developer' })
  const { bearer } = await world.signIn(form.email)
  await world.send('GET', '/api/v1/users/me', { bearer })
  const { body } = await world.send('GET', place.users, { as: place.admin })
  const shown = (body as readonly ListedUser[]).find(({ id }) => id === user.id)
  if (!shown) throw new Error('The created user is not in the list.')
  return { shown, form, user, place, now: world.running.now().toISOString() }
})

export const listUsers = section('List Organization Users', [
  [
    'GET `/api/v1/organizations/{organization_id}/users`: all users in a specific organization',
    async (world) => {
      const { place, ann, cid, deputy, list } = await crowd(world)
      const answer = await list()
      expect(answer.status).toBe(200)
      // In the order in which they came.
      expect(emails(answer)).toEqual([place.admin.email, ann.email, cid.email, deputy.email])
    },
  ],
  [
    '`organization_id` (path, integer)',
    async ({ send, organization }) => {
      const { admin, id } = await organization()
      for (const wrong of ['abc', '0', '-1', '1.5', '2147483648', id])
        isRefused(await send('GET', `/api/v1/organizations/${wrong}/users`, { as: admin }), 400, 'VALIDATION_FAILED')
      const nowhere = await send('GET', '/api/v1/organizations/2147483647/users', { as: admin })
      isRefused(nowhere, 404, 'ORGANIZATION_NOT_FOUND')
    },
  ],
  [
    '`skip` (query, integer, optional): Number of users to skip for pagination',
    async (world) => {
      const { ann, cid, deputy, list } = await crowd(world)
      expect(emails(await list('?skip=1'))).toEqual([ann.email, cid.email, deputy.email])
      expect(emails(await list('?skip=2&limit=1'))).toEqual([cid.email])
      expect(emails(await list('?skip=9'))).toEqual([])
      // Bounded, or a page would make the database walk through everything.
      expect((await list('?skip=10000')).status).toBe(200)
      for (const wrong of ['-1', 'x', '1.5', '10001']) isRefused(await list(`?skip=${wrong}`), 400, 'VALIDATION_FAILED')
    },
  ],
  [
    '`skip` … (default: 0)',
    async (world) => {
      const { list } = await crowd(world)
      expect((await list('?skip=0')).text).toBe((await list()).text)
    },
  ],
  [
    '`limit` (query, integer, optional): Maximum number of users to return',
    async (world) => {
      const { place, ann, list } = await crowd(world)
      expect(emails(await list('?limit=2'))).toEqual([place.admin.email, ann.email])
      for (const wrong of ['0', '-1', 'x', '101']) isRefused(await list(`?limit=${wrong}`), 400, 'VALIDATION_FAILED')
    },
  ],
  [
    '`limit` … (default: 100)',
    async ({ organization, rows, send }) => {
      const { admin, id, users } = await organization()
      await rows(`WITH made AS (
          INSERT INTO users (id, email, full_name, created_at, updated_at)
          SELECT gen_random_uuid(), 'crowd-' || n || '-${id}@example.com', 'Crowd', now(), now() FROM generate_series(1, 120) n
          RETURNING id)
        INSERT INTO user_organizations (id, user_id, organization_id, role, joined_via, created_at, updated_at)
        SELECT gen_random_uuid(), id, '${id}', 'employee', 'added', now(), now() FROM made`)
      expect(emails(await send('GET', users, { as: admin }))).toHaveLength(100)
      expect(emails(await send('GET', `${users}?skip=100`, { as: admin }))).toHaveLength(21)
    },
  ],
  [
    '`active_only` (query, boolean, optional): Filter to active users only',
    async (world) => {
      const { bob, list } = await crowd(world)
      for (const no of ['false', '0', 'no', 'off', 'False'])
        expect(emails(await list(`?active_only=${no}`))).toContain(bob.email)
      for (const yes of ['true', '1', 'yes', 'on', 'TRUE'])
        expect(emails(await list(`?active_only=${yes}`))).not.toContain(bob.email)
      isRefused(await list('?active_only=perhaps'), 400, 'VALIDATION_FAILED')
    },
  ],
  [
    '`active_only` … (default: true)',
    async (world) => {
      const { bob, list } = await crowd(world)
      expect(emails(await list())).not.toContain(bob.email)
    },
  ],
  [
    '`role` (query, string, optional): Filter by user role',
    async (world) => {
      const { place, ann, cid, deputy, list } = await crowd(world)
      expect(emails(await list('?role=admin'))).toEqual([place.admin.email, deputy.email])
      // Every role of the host but `admin` reads as standard user.
      expect(emails(await list('?role=standard_user'))).toEqual([ann.email, cid.email])
      expect(emails(await list('?role=super_admin'))).toEqual([])
      isRefused(await list('?role=employee'), 400, 'VALIDATION_FAILED')
      await world.member(place, 'employee', root)
      expect(emails(await list('?role=super_admin'))).toEqual([root.email])
      expect(emails(await list('?role=standard_user'))).not.toContain(root.email)
    },
  ],
  [
    'Permissions: Organization Admin or Super Admin',
    async (world) => {
      const { ann, cid, list } = await crowd(world)
      isRefused(await list('', ann), 403, 'NOT_AUTHORIZED')
      isRefused(await list('', cid), 403, 'NOT_AUTHORIZED')
      isRefused(await list('', world.person()), 404, 'ORGANIZATION_NOT_FOUND')
      expect((await list('', root)).status).toBe(200)
    },
  ],
  ...fields(sample, {
    id: ({ user }) => user.id,
    email: ({ form }) => form.email,
    username: ({ form }) => form.username,
    full_name: () => 'New User',
    role: () => 'standard_user',
    organization_id: ({ place }) => place.number,
    is_active: () => true,
    department: () => 'IT',
    designation: () => 'Developer',
    created_at: ({ now }) => now,
    last_login: ({ now }) => now,
  }),
  [
    '"last_login": null until they signed in, and exact to the hour afterwards',
    async ({ organization, created, signIn, send, advance, userRow }) => {
      const { form } = await created(await organization())
      const seen = async () => (await userRow(form))?.last_login_at?.toISOString() ?? null
      expect(await seen()).toBeNull()
      const visit = async () => {
        const { bearer } = await signIn(form.email)
        expect((await send('GET', '/api/v1/users/me', { bearer })).status).toBe(200)
        return seen()
      }
      const first = await visit()
      expect(first).not.toBeNull()
      advance(59 * 60_000)
      expect(await visit()).toBe(first)
      advance(2 * 60_000)
      expect(Date.parse((await visit()) ?? '') - Date.parse(first ?? '')).toBe(61 * 60_000)
    },
  ],
])
