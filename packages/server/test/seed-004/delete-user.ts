import { expect } from 'vitest'
import { changesNothing, count } from '../seed-003/proofs.ts'
import { isRefused } from './proofs.ts'
import { root, section, type World } from './world.ts'

async function someone(world: World) {
  const place = await world.organization()
  const { form, user } = await world.created(place)
  const remove = (id: string | number = user.id, as = place.admin) =>
    world.send('DELETE', `${place.users}/${id}`, { as })
  return { place, form, user, remove }
}

export const deleteUser = section('Delete User from Organization', [
  [
    'DELETE `/api/v1/organizations/{organization_id}/users/{user_id}`: Remove a user from the organization',
    async (world) => {
      const { place, form, user, remove } = await someone(world)
      const { bearer } = await world.signIn(form.email)
      expect((await remove()).status).toBe(200)
      const membership = `user_organizations m JOIN users u ON u.id = m.user_id WHERE u.number = ${user.id}`
      expect(await count(world, membership)).toBe(0)
      isRefused(await world.send('GET', '/api/v1/users/me', { bearer }), 404, 'ORGANIZATION_NOT_FOUND')
      expect((await world.send('GET', place.users, { as: place.admin })).text).not.toContain(form.email)
      // The account stays its owner's: other organizations may have it too.
      expect((await world.signIn(form.email)).status).toBe(200)
    },
  ],
  [
    '`organization_id` (path, integer)',
    async (world) => {
      const { place, user } = await someone(world)
      const at = (id: string) =>
        world.send('DELETE', `/api/v1/organizations/${id}/users/${user.id}`, { as: place.admin })
      isRefused(await at('abc'), 400, 'VALIDATION_FAILED')
      isRefused(await at('2147483647'), 404, 'ORGANIZATION_NOT_FOUND')
    },
  ],
  [
    '`user_id` (path, integer): User ID to delete',
    async (world) => {
      const { remove } = await someone(world)
      isRefused(await remove('abc'), 400, 'VALIDATION_FAILED')
      isRefused(await remove(2147483647), 404, 'MEMBER_NOT_FOUND')
      isRefused(await remove(await world.numberOf((await world.organization()).admin)), 404, 'MEMBER_NOT_FOUND')
    },
  ],
  [
    'Permissions: Organization Admin or Super Admin',
    async (world) => {
      const { place, user, remove } = await someone(world)
      const [employee, manager] = [await world.member(place), await world.member(place, 'manager')]
      const outsider = (await world.organization()).admin
      await changesNothing(world, async () => {
        isRefused(await remove(user.id, employee), 403, 'NOT_AUTHORIZED')
        isRefused(await remove(user.id, manager), 403, 'NOT_AUTHORIZED')
        isRefused(await remove(user.id, outsider), 404, 'ORGANIZATION_NOT_FOUND')
      })
      expect((await remove(user.id, root)).status).toBe(200)
    },
  ],
  [
    'Response: "message": "User user@example.com deleted successfully"',
    async (world) => {
      const { form, remove } = await someone(world)
      expect((await remove()).body).toEqual({ message: `User ${form.email} deleted successfully` })
    },
  ],
  [
    'Users cannot delete themselves',
    async (world) => {
      const { place, remove } = await someone(world)
      const deputy = await world.member(place, 'admin')
      await changesNothing(world, async () => isRefused(await remove(deputy.number, deputy), 400, 'SELF_REMOVAL'))
    },
  ],
  [
    'Cannot delete the last organization administrator',
    async (world) => {
      const { place, remove } = await someone(world)
      const admin = await world.numberOf(place.admin)
      await changesNothing(world, async () => isRefused(await remove(admin, root), 409, 'LAST_ADMIN'))
      const deputy = await world.member(place, 'admin')
      // Of two who delete each other at once, one stays.
      const answers = await Promise.all([remove(deputy.number, place.admin), remove(admin, deputy)])
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
      const admins = `user_organizations WHERE organization_id = '${place.id}' AND role = 'admin' AND is_active`
      expect(await count(world, admins)).toBe(1)
    },
  ],
])
