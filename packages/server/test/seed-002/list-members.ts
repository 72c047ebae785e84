import { expect } from 'vitest'
import { nowhere } from '../seed-003/proofs.ts'
import { answer, needsToken, strangersOut } from './proofs.ts'
import { section } from './world.ts'

export const listMembers = section('4. List Organization Members', [
  [
    'GET /api/orgs/:orgId/members',
    async (world) => {
      const { orgId, person } = await world.staffed()
      const { status, body } = await world.send('GET', `/api/orgs/${orgId}/members`, { as: person })
      expect([status, (body as unknown[]).length]).toEqual([200, 2])
    },
  ],
  ['Auth: Required (JWT token)', needsToken('GET', `/api/orgs/${nowhere}/members`)],
  [
    'orgId - Organization ID',
    async (world) => {
      const { orgId, admin } = await world.staffed()
      await world.staffed({ admin })
      expect(Object.keys(await world.rolesIn(orgId, admin))).toHaveLength(2)
      const wrong = await world.send('GET', '/api/orgs/nothing/members', { as: admin })
      expect(answer(wrong)).toEqual({ status: 404, body: { error: 'Organization not found' } })
    },
  ],
  [
    'Response: 200 OK',
    async (world) => {
      const admin = world.person('john')
      const { _id: orgId } = await world.found(admin)
      const [user] = await world.rows<{ id: string }>(`SELECT id FROM users WHERE email = '${admin.email}'`)
      const { sub: clerkId, email } = admin
      const names = { firstName: 'John', lastName: 'Doe', displayName: 'John Doe' }
      const known = { userId: user?.id, clerkUserId: clerkId, role: 'admin', joinedAt: world.now().toISOString() }
      const body = [{ ...known, user: { _id: user?.id, clerkId, email, ...names } }]
      expect(answer(await world.send('GET', `/api/orgs/${orgId}/members`, { as: admin }))).toEqual({
        status: 200,
        body,
      })
    },
  ],
  [
    'User must be a member of the organization',
    async (world) => {
      const { orgId, person } = await world.invited()
      for (const as of [person, world.person('stranger')])
        expect(answer(await world.send('GET', `/api/orgs/${orgId}/members`, { as }))).toEqual(strangersOut)
      expect(answer(await world.send('GET', `/api/orgs/${nowhere}/members`, { as: person }))).toEqual(strangersOut)
    },
  ],
  [
    'Populates user details for each member',
    async (world) => {
      const admin = world.person('ada', 'Byron Lovelace')
      const nameless = { ...world.person(), name: '' }
      const { orgId } = await world.staffed({ admin, person: nameless })
      const members = await world.client(admin).members.list({ params: { orgId } })
      expect(members.map(({ user }) => [user?.firstName, user?.lastName, user?.displayName])).toEqual([
        ['Ada', 'Byron Lovelace', 'Ada Byron Lovelace'],
        ['', '', nameless.email],
      ])
    },
  ],
])
