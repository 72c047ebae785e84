import { expect } from 'vitest'
import { changesNothing } from '../seed-003/proofs.ts'
import { adminsOnly, answer, invite } from './proofs.ts'
import { section } from './world.ts'

export const adminRole = section('Admin Role', [
  [
    'Can send, revoke, and resend invitations',
    async (world) => {
      const { client } = world
      const { admin, invite: sent } = await world.invited()
      const params = { inviteId: sent._id }
      expect(await client(admin).invitations.resend({ params })).toEqual({ success: true })
      expect(await client(admin).invitations.revoke({ params })).toEqual({ success: true })
    },
  ],
  [
    'Can view all organization members',
    async (world) => {
      const { admin, orgId } = await world.staffed()
      await world.staffed({ admin, orgId })
      expect(Object.keys(await world.rolesIn(orgId, admin))).toHaveLength(3)
    },
  ],
  [
    'Can manage organization settings',
    async (world) => {
      const { admin, person, orgId } = await world.staffed()
      const mayUpdate = `SELECT tenantry.may('${orgId}', 'organization:update') AS may`
      const may = async ({ email }: { email: string }) => {
        const [row] = await world.rows<{ may: boolean }>(`SELECT set_config('tenantry.user_id', u.id::text, true),
          set_config('tenantry.roles', '{"admin":["organization:update"],"employee":[]}', true),
          (${mayUpdate}) FROM users u WHERE u.email = '${email}'`)
        return row?.may
      }
      expect([await may(admin), await may(person)]).toEqual([true, false])
    },
  ],
  [
    "Stored in Clerk public metadata: { role: 'admin', orgId: 'org_abc123' } [in the membership]",
    async (world) => {
      const { person, orgId } = await world.staffed({ role: 'admin' })
      expect(
        await world.rows(`SELECT m.role, m.organization_id FROM user_organizations m JOIN users u ON u.id = m.user_id
          WHERE u.email = '${person.email}'`),
      ).toEqual([{ role: 'admin', organization_id: orgId }])
    },
  ],
])

export const memberRole = section('Member Role', [
  [
    'Can view organization details',
    async (world) => {
      const { person, orgId } = await world.staffed()
      expect(await world.client(person).organizations.get({ params: { orgId } })).toMatchObject({ _id: orgId })
    },
  ],
  [
    'Can view other members',
    async (world) => {
      const { admin, person, orgId } = await world.staffed()
      expect(await world.rolesIn(orgId, person)).toHaveProperty([admin.sub], 'admin')
    },
  ],
  [
    'Cannot manage invitations or settings',
    async (world) => {
      const { admin, orgId, person } = await world.staffed()
      const { invite: waiting } = await world.invited({ admin, orgId })
      await changesNothing(world, async () => {
        const tries = [
          world.send('GET', `/api/orgs/${orgId}/invites`, { as: person }),
          invite(world, orgId, person),
          world.send('DELETE', `/api/orgs/invites/${waiting._id}/revoke`, { as: person }),
          world.send('POST', `/api/orgs/invites/${waiting._id}/resend`, { as: person }),
        ]
        for (const tried of tries) expect(answer(await tried)).toEqual(adminsOnly)
        for (const method of ['PUT', 'PATCH', 'DELETE'])
          expect((await world.send(method, `/api/orgs/${orgId}`, { as: person })).status).toBe(405)
      })
    },
  ],
])
