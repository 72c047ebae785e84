import { expect } from 'vitest'
import { changesNothing } from '../seed-003/proofs.ts'
import { fields, isRefused, once } from './proofs.ts'
import { root, section, type World } from './world.ts'

const sample = once(async (world) => {
  const place = await world.organization()
  const { form, user } = await world.created(place)
  const created = world.running.now().toISOString()
  world.advance(3_600_000)
  const body = { full_name: 'Updated Name', department: 'Engineering', role: 'admin' }
  const answer = await world.send('PUT', `${place.users}/${user.id}`, { as: place.admin, body })
  expect(answer.status, answer.text).toBe(200)
  return {
    shown: answer.body as Readonly<Record<string, unknown>>,
    form,
    user,
    place,
    created,
    now: world.running.now(),
  }
})

/** Somebody whom an admin changes, and how. */
async function changing(world: World) {
  const place = await world.organization()
  const { form, user } = await world.created(place)
  const put = (body: object, as = place.admin) => world.send('PUT', `${place.users}/${user.id}`, { as, body })
  return { place, form, user, put }
}

export const updateUser = section('Update User in Organization', [
  [
    'PUT `/api/v1/organizations/{organization_id}/users/{user_id}`: an existing user in the organization',
    async (world) => {
      const { place, user, put } = await changing(world)
      expect(await put({ full_name: 'Updated Name' })).toMatchObject({
        status: 200,
        body: { full_name: 'Updated Name' },
      })
      const { text } = await world.send('GET', place.users, { as: place.admin })
      expect(JSON.parse(text)).toContainEqual(expect.objectContaining({ id: user.id, full_name: 'Updated Name' }))
    },
  ],
  [
    '`organization_id` (path, integer)',
    async (world) => {
      const { place, user } = await changing(world)
      const body = { full_name: 'Made up' }
      const at = (id: string) =>
        world.send('PUT', `/api/v1/organizations/${id}/users/${user.id}`, { as: place.admin, body })
      isRefused(await at('abc'), 400, 'VALIDATION_FAILED')
      isRefused(await at('2147483647'), 404, 'ORGANIZATION_NOT_FOUND')
    },
  ],
  [
    '`user_id` (path, integer): User ID to update',
    async (world) => {
      const { place } = await changing(world)
      const stranger = await world.numberOf((await world.organization()).admin)
      const body = { full_name: 'Made up' }
      const of = (id: string | number) => world.send('PUT', `${place.users}/${id}`, { as: place.admin, body })
      isRefused(await of('abc'), 400, 'VALIDATION_FAILED')
      isRefused(await of(2147483647), 404, 'MEMBER_NOT_FOUND')
      // Somebody of another organization is nobody here.
      isRefused(await of(stranger), 404, 'MEMBER_NOT_FOUND')
    },
  ],
  [
    'Request: "full_name"',
    async (world) => {
      const { put } = await changing(world)
      expect((await put({ full_name: 'Ada Lovelace' })).body).toMatchObject({ full_name: 'Ada Lovelace' })
      isRefused(await put({ full_name: '' }), 400, 'VALIDATION_FAILED')
    },
  ],
  [
    'Request: "department"',
    async (world) => {
      const { put } = await changing(world)
      expect((await put({ department: 'Engineering' })).body).toMatchObject({ department: 'Engineering' })
      expect((await put({ department: null })).body).toMatchObject({ department: null })
    },
  ],
  [
    'Request: "role"',
    async (world) => {
      const { put, place } = await changing(world)
      expect((await put({ role: 'admin' })).body).toMatchObject({ role: 'admin' })
      expect((await put({ role: 'standard_user' })).body).toMatchObject({ role: 'standard_user' })
      isRefused(await put({ role: 'super_admin' }), 403, 'NOT_AUTHORIZED')
      // A role that only the main contract knows stays what it is, as long as it reads as what is asked for.
      const manager = await world.member(place, 'manager')
      const answer = await world.send('PUT', `${place.users}/${manager.number}`, {
        as: place.admin,
        body: { role: 'standard_user' },
      })
      expect(answer.body).toMatchObject({ role: 'standard_user' })
      const roles = `SELECT role FROM user_organizations m JOIN users u ON u.id = m.user_id WHERE u.number = ${manager.number}`
      expect(await world.rows(roles)).toEqual([{ role: 'manager' }])
    },
  ],
  [
    'Request: every other field that creating knows, but for the address and the password',
    async (world) => {
      const { put, user, form } = await changing(world)
      const body = { username: `other-${world.number}`, phone: null, designation: 'Lead', employee_id: 'E-2' }
      expect((await put(body)).body).toMatchObject({ username: body.username })
      const kept = await world.rows(
        `SELECT u.username, u.phone, m.designation, m.employee_id FROM users u JOIN user_organizations m ON m.user_id = u.id WHERE u.number = ${user.id}`,
      )
      expect(kept).toEqual([body])
      isRefused(await put({ email: form.email }), 400, 'VALIDATION_FAILED')
      isRefused(await put({ password: 'a made-up passphrase' }), 400, 'VALIDATION_FAILED')
      isRefused(await put({}), 400, 'VALIDATION_FAILED')
    },
  ],
  [
    'Request: "is_active" is the membership’s, and nobody suspends themself or the last administrator',
    async (world) => {
      const { place, form, put } = await changing(world)
      expect((await put({ is_active: false })).body).toMatchObject({ is_active: false })
      const { bearer } = await world.signIn(form.email)
      isRefused(await world.send('GET', '/api/v1/users/me', { bearer }), 404, 'ORGANIZATION_NOT_FOUND')
      expect((await put({ is_active: true })).body).toMatchObject({ is_active: true })
      expect((await world.send('GET', '/api/v1/users/me', { bearer })).status).toBe(200)
      const self = `${place.users}/${await world.numberOf(place.admin)}`
      const suspend = () => world.send('PUT', self, { as: place.admin, body: { is_active: false } })
      isRefused(await suspend(), 409, 'LAST_ADMIN')
      await world.member(place, 'admin')
      isRefused(await suspend(), 400, 'SELF_REMOVAL')
    },
  ],
  [
    'Permissions: Users can update their own basic information',
    async (world) => {
      const { place, form, user } = await changing(world)
      const { bearer } = await world.signIn(form.email)
      const put = (body: object) => world.send('PUT', `${place.users}/${user.id}`, { bearer, body })
      const own = {
        full_name: 'My Name',
        username: `mine-${world.number}`,
        phone: '+48 221234567',
        department: 'Mine',
        designation: 'Own',
      }
      expect(await put(own)).toMatchObject({ status: 200, body: { full_name: 'My Name', department: 'Mine' } })
      for (const body of [{ role: 'admin' }, { is_active: false }, { employee_id: 'E-1' }, { ...own, role: 'admin' }])
        await changesNothing(world, async () => isRefused(await put(body), 403, 'NOT_AUTHORIZED'))
      // Whoever sends the whole profile back changes nothing by what stayed as it was.
      expect((await put({ full_name: 'Other', role: 'standard_user', is_active: true })).status).toBe(200)
      const colleague = await world.member(place)
      const other = await world.send('PUT', `${place.users}/${colleague.number}`, {
        bearer,
        body: { full_name: 'Made up' },
      })
      isRefused(other, 403, 'NOT_AUTHORIZED')
      isRefused(await world.send('PUT', `${place.users}/2147483647`, { bearer, body: own }), 403, 'NOT_AUTHORIZED')
    },
  ],
  [
    'Permissions: Organization Admin or Super Admin can update any user in the organization',
    async (world) => {
      const { put } = await changing(world)
      expect((await put({ department: 'By the admin' })).status).toBe(200)
      expect((await put({ department: 'By the super admin', full_name: 'Named' }, root)).body).toMatchObject({
        department: 'By the super admin',
        full_name: 'Named',
      })
      const outsider = (await world.organization()).admin
      isRefused(await put({ department: 'Made up' }, outsider), 404, 'ORGANIZATION_NOT_FOUND')
    },
  ],
  [
    'Permissions: … but the account of somebody who belongs elsewhere as well is their own',
    async (world) => {
      const [mine, theirs] = [await world.organization(), await world.organization()]
      const shared = await world.member(mine)
      await world.member(theirs, 'employee', shared)
      const put = (body: object, as = mine.admin) => world.send('PUT', `${mine.users}/${shared.number}`, { as, body })
      for (const body of [{ full_name: 'Made up' }, { username: 'made-up' }, { phone: '+48221234567' }])
        await changesNothing(world, async () => isRefused(await put(body), 403, 'ACCOUNT_SHARED'))
      // What only this organization says of them is its own.
      expect((await put({ department: 'Here', employee_id: 'E-1', role: 'admin' })).status).toBe(200)
      expect((await put({ full_name: 'My Own' }, shared)).body).toMatchObject({ full_name: 'My Own' })
      expect((await put({ full_name: 'By the host' }, root)).body).toMatchObject({ full_name: 'By the host' })
    },
  ],
  ...fields(sample, {
    id: ({ user }) => user.id,
    email: ({ form }) => form.email,
    username: ({ form }) => form.username,
    full_name: () => 'Updated Name',
    role: () => 'admin',
    organization_id: ({ place }) => place.number,
    is_active: () => true,
    department: () => 'Engineering',
    created_at: ({ created }) => created,
    updated_at: ({ now }) => now.toISOString(),
  }),
])
