import { expect } from 'vitest'
import { nowhere } from '../seed-003/proofs.ts'
import { answer, needsToken, strangersOut } from './proofs.ts'
import { section } from './world.ts'

const notFound = { status: 404, body: { error: 'Organization not found' } }

export const listMyOrganizations = section('2. List My Organizations', [
  [
    'GET /api/orgs/my',
    async (world) => {
      const answered = answer(await world.send('GET', '/api/orgs/my', { as: world.person() }))
      expect(answered).toEqual({ status: 200, body: [] })
      expect((await world.send('POST', '/api/orgs/my', { as: world.person() })).status).toBe(405)
    },
  ],
  ['Auth: Required (JWT token)', needsToken('GET', '/api/orgs/my')],
  [
    'Response: 200 OK',
    async (world) => {
      const admin = world.person()
      const first = await world.found(admin, { logoUrl: 'https://example.com/logo.png' })
      const second = await world.found(admin)
      const answered = answer(await world.send('GET', '/api/orgs/my', { as: admin }))
      expect(answered).toEqual({ status: 200, body: [first, second] })
    },
  ],
  [
    'Returns all organizations where the authenticated user is a member',
    async (world) => {
      const { person, orgId } = await world.staffed()
      const own = await world.found(person)
      await world.invited({ person })
      await world.found(world.person('stranger'))
      const mine = async () => (await world.client(person).organizations.mine()).map(({ _id }) => _id)
      expect(await mine()).toEqual([orgId, own._id])
      await world.rows(`UPDATE user_organizations SET is_active = false
        WHERE organization_id = '${orgId}' AND user_id = (SELECT id FROM users WHERE email = '${person.email}')`)
      expect(await mine()).toEqual([own._id])
    },
  ],
  [
    "Can query Clerk for user's organizations or maintain membership in MongoDB",
    async (world) => {
      const admin = world.person()
      const { _id } = await world.found(admin)
      await world.rows(`DELETE FROM organizations WHERE id = '${_id}'`)
      expect(await world.client(admin).organizations.mine()).toEqual([])
    },
  ],
])

export const getOrganization = section('3. Get Organization', [
  [
    'GET /api/orgs/:orgId',
    async (world) => {
      const admin = world.person()
      const { _id } = await world.found(admin)
      expect((await world.send('GET', `/api/orgs/${_id}`, { as: admin })).status).toBe(200)
      expect((await world.send('PUT', `/api/orgs/${_id}`, { as: admin })).status).toBe(405)
    },
  ],
  ['Auth: Required (JWT token)', needsToken('GET', `/api/orgs/${nowhere}`)],
  [
    'orgId - Organization ID',
    async (world) => {
      const as = world.person()
      const { slug } = await world.found(as)
      for (const orgId of [slug, '507f1f77bcf86cd799439011', '1', `${nowhere}0`, '%00', "'--"])
        expect(answer(await world.send('GET', `/api/orgs/${orgId}`, { as })), orgId).toEqual(notFound)
    },
  ],
  [
    'Response: 200 OK',
    async (world) => {
      const admin = world.person()
      const organization = await world.found(admin, { logoUrl: 'https://example.com/logo.png' })
      const answered = answer(await world.send('GET', `/api/orgs/${organization._id}`, { as: admin }))
      expect(answered).toEqual({ status: 200, body: organization })
    },
  ],
  [
    'User must be a member of the organization',
    async (world) => {
      const { person, orgId, admin } = await world.staffed()
      const organization = await world.client(admin).organizations.get({ params: { orgId } })
      expect(await world.client(person).organizations.get({ params: { orgId } })).toEqual(organization)
      // Nor is whoever founded it once they are gone.
      await world.rows(`UPDATE user_organizations SET role = 'admin' WHERE organization_id = '${orgId}'`)
      await world.rows(`DELETE FROM user_organizations WHERE organization_id = '${orgId}'
        AND user_id = (SELECT id FROM users WHERE email = '${admin.email}')`)
      expect(answer(await world.send('GET', `/api/orgs/${orgId}`, { as: admin }))).toEqual(strangersOut)
      expect(await world.client(person).organizations.get({ params: { orgId } })).toEqual(organization)
    },
  ],
  [
    'Returns 403 if user is not a member',
    async (world) => {
      const { orgId, person } = await world.invited()
      const seen = await Promise.all(
        [world.person('stranger'), person].flatMap((as) =>
          [orgId, nowhere].map((id) => world.send('GET', `/api/orgs/${id}`, { as })),
        ),
      )
      // Word for word the same for an organization that is not there.
      for (const one of seen) expect(answer(one)).toEqual(strangersOut)
    },
  ],
])
