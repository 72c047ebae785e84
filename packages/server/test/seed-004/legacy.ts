import type { ListedUser } from '@tenantry/core/users'
import { expect } from 'vitest'
import { isRefused } from './proofs.ts'
import { root, section } from './world.ts'

export const legacy = section('Legacy User Management Endpoints', [
  [
    'continue to work … but are organization-scoped based on the current user’s context',
    async ({ organization, send, running, person, number }) => {
      const first = await organization()
      const second = await organization(first.admin)
      const list = async () => (await send('GET', '/api/v1/users/', { as: first.admin })).body as readonly ListedUser[]
      expect((await list())[0]?.organization_id).toBe(first.number)
      // The context is the default organization, and follows it.
      await running.as(first.admin).organizations.makeDefault({ params: { organizationId: second.id } })
      expect((await list())[0]?.organization_id).toBe(second.number)
      isRefused(await send('GET', '/api/v1/users/', { as: person() }), 404, 'ORGANIZATION_NOT_FOUND')
      expect(number).toBeGreaterThan(0)
    },
  ],
  [
    '`GET /api/v1/users/` - List users in current user’s organization',
    async ({ organization, member, send }) => {
      const place = await organization()
      const employee = await member(place)
      const scoped = await send('GET', place.users, { as: place.admin })
      for (const path of ['/api/v1/users/', '/api/v1/users'])
        expect(await send('GET', path, { as: place.admin })).toMatchObject({ status: 200, text: scoped.text })
      expect((await send('GET', '/api/v1/users/?skip=1&limit=1&role=standard_user', { as: place.admin })).text).toBe(
        '[]',
      )
      isRefused(await send('GET', '/api/v1/users/', { as: employee }), 403, 'NOT_AUTHORIZED')
      isRefused(await send('GET', '/api/v1/users/?limit=0', { as: place.admin }), 400, 'VALIDATION_FAILED')
    },
  ],
  [
    '`POST /api/v1/users/` - Create user in current user’s organization',
    async ({ organization, member, form, send }) => {
      const place = await organization()
      for (const path of ['/api/v1/users/', '/api/v1/users'])
        expect(await send('POST', path, { as: place.admin, body: form() })).toMatchObject({
          status: 201,
          body: { organization_id: place.number },
        })
      isRefused(await send('POST', '/api/v1/users/', { as: await member(place), body: form() }), 403, 'NOT_AUTHORIZED')
    },
  ],
  [
    '`PUT /api/v1/users/{user_id}` - Update user in current user’s organization',
    async ({ organization, created, send, numberOf }) => {
      const [place, other] = [await organization(), await organization()]
      const { user } = await created(place)
      for (const end of ['', '/']) {
        const body = { department: `Made up${end}` }
        const answer = await send('PUT', `/api/v1/users/${user.id}${end}`, { as: place.admin, body })
        expect(answer).toMatchObject({ status: 200, body: { ...body, organization_id: place.number } })
      }
      const body = { department: 'Made up' }
      const foreign = await send('PUT', `/api/v1/users/${await numberOf(other.admin)}`, { as: place.admin, body })
      isRefused(foreign, 404, 'MEMBER_NOT_FOUND')
    },
  ],
  [
    '`DELETE /api/v1/users/{user_id}` - Delete user from current user’s organization',
    async ({ organization, created, send, numberOf }) => {
      const [place, other] = [await organization(), await organization()]
      for (const end of ['', '/']) {
        const { form, user } = await created(place)
        const answer = await send('DELETE', `/api/v1/users/${user.id}${end}`, { as: place.admin })
        expect(answer).toMatchObject({ status: 200, body: { message: `User ${form.email} deleted successfully` } })
      }
      const foreign = await send('DELETE', `/api/v1/users/${await numberOf(other.admin)}`, { as: place.admin })
      isRefused(foreign, 404, 'MEMBER_NOT_FOUND')
    },
  ],
])

export const permissions = section('Permission Requirements', [
  [
    'Super Admin: Can manage users across all organizations',
    async ({ organization, created, form, send, rows, person }) => {
      const place = await organization()
      const { user } = await created(place)
      const at = `${place.users}/${user.id}`
      expect((await send('GET', place.users, { as: root })).status).toBe(200)
      expect((await send('POST', place.users, { as: root, body: form() })).status).toBe(201)
      expect((await send('PUT', at, { as: root, body: { role: 'admin', full_name: 'By root' } })).status).toBe(200)
      expect((await send('DELETE', at, { as: root })).status).toBe(200)
      // The address alone makes nobody one: it has to be proved.
      const claimed = { sub: person().sub, email: root.email, email_verified: false }
      isRefused(await send('GET', place.users, { as: claimed }), 404, 'ORGANIZATION_NOT_FOUND')
      // Nor does an administrator who creates an account with such an address.
      await rows(`DELETE FROM users WHERE email = '${root.email}'`)
    },
  ],
  [
    'Super Admin: … and nobody becomes one by the address that an administrator gives them',
    async (world) => {
      const { organization, created, signIn, send, rows } = world
      const [mine, theirs] = [await organization(), await organization()]
      await rows(`DELETE FROM users WHERE email = '${root.email}'`)
      const { user } = await created(mine, { email: root.email, username: `squatter-${world.number}` })
      try {
        const { status, bearer } = await signIn(root.email)
        expect(status).toBe(200)
        isRefused(await send('GET', theirs.users, { bearer }), 404, 'ORGANIZATION_NOT_FOUND')
        isRefused(await send('GET', mine.users, { bearer }), 403, 'NOT_AUTHORIZED')
        expect((await send('GET', `${mine.users}?role=super_admin`, { as: mine.admin })).text).toBe('[]')
      } finally {
        await rows(`DELETE FROM users WHERE number = ${user.id}`)
        await rows(`DELETE FROM auth."user" WHERE email = '${root.email}'`)
      }
    },
  ],
  [
    'Organization Admin: Can manage users within their own organization only',
    async ({ organization, created, form, send }) => {
      const [mine, theirs] = [await organization(), await organization()]
      const [own, other] = [await created(mine), await created(theirs)]
      const body = { department: 'Made up' }
      expect((await send('PUT', `${mine.users}/${own.user.id}`, { as: mine.admin, body })).status).toBe(200)
      const refused = [
        await send('GET', theirs.users, { as: mine.admin }),
        await send('POST', theirs.users, { as: mine.admin, body: form() }),
        await send('PUT', `${theirs.users}/${other.user.id}`, { as: mine.admin, body }),
        await send('DELETE', `${theirs.users}/${other.user.id}`, { as: mine.admin }),
        await send('GET', theirs.invitations, { as: mine.admin }),
      ]
      for (const answer of refused) isRefused(answer, 404, 'ORGANIZATION_NOT_FOUND')
    },
  ],
  [
    'Standard User: Can only view/update their own profile',
    async ({ organization, created, signIn, send, number }) => {
      const place = await organization()
      const { form, user } = await created(place)
      const { bearer } = await signIn(form.email)
      const me = await send('GET', '/api/v1/users/me', { bearer })
      expect(me).toMatchObject({ status: 200, body: { ...user, must_change_password: true } })
      const body = { full_name: `Own ${number}` }
      expect((await send('PUT', `/api/v1/users/${user.id}`, { bearer, body })).body).toMatchObject(body)
      for (const path of [place.users, place.invitations, '/api/v1/users/'])
        isRefused(await send('GET', path, { bearer }), 403, 'NOT_AUTHORIZED')
    },
  ],
])
