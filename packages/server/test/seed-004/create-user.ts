import { expect } from 'vitest'
import { changesNothing, count } from '../seed-003/proofs.ts'
import { fields, isRefused, once, whileInsertsFail } from './proofs.ts'
import { password, root, section, type World } from './world.ts'

const sample = once(async (world) => {
  const place = await world.organization()
  const { form, user } = await world.created(place)
  const [identity] = await world.rows<{ subject: string }>(
    `SELECT subject FROM identities i JOIN users u ON u.id = i.user_id WHERE u.number = ${user.id}`,
  )
  return {
    shown: user,
    form,
    place,
    subject: identity?.subject,
    row: await world.userRow(form),
    now: world.running.now(),
  }
})

/** Creates with some fields in place of others, and gives what came of it. */
async function creating(world: World, fields: object) {
  const place = await world.organization()
  return world.send('POST', place.users, { as: place.admin, body: world.form(fields) })
}

const accepts =
  (given: object, shown: object = given) =>
  async (world: World) => {
    const answer = await creating(world, given)
    expect([answer.status, answer.body], answer.text).toMatchObject([201, shown])
  }

const refuses = async (world: World, given: object) => isRefused(await creating(world, given), 400, 'VALIDATION_FAILED')

export const createUser = section('Create User in Organization', [
  [
    'POST `/api/v1/organizations/{organization_id}/users`: a new user in the specified organization',
    async ({ organization, created, rows }) => {
      const place = await organization()
      const { user } = await created(place)
      const memberships =
        await rows(`SELECT m.role, m.joined_via, m.is_default, m.organization_id = '${place.id}' AS there
        FROM user_organizations m JOIN users u ON u.id = m.user_id WHERE u.number = ${user.id}`)
      expect(memberships).toEqual([{ role: 'employee', joined_via: 'added', is_default: true, there: true }])
    },
  ],
  [
    '`organization_id` (path, integer)',
    async ({ send, form, organization }) => {
      const { admin } = await organization()
      const at = (id: string) => send('POST', `/api/v1/organizations/${id}/users`, { as: admin, body: form() })
      isRefused(await at('abc'), 400, 'VALIDATION_FAILED')
      isRefused(await at('2147483647'), 404, 'ORGANIZATION_NOT_FOUND')
    },
  ],
  [
    'Request: "email"',
    async (world) => {
      const email = world.person('Mixed').email.toUpperCase().replace('@EXAMPLE.COM', '@Example.Com')
      await accepts({ email }, { email: email.toLowerCase() })(world)
      for (const wrong of [undefined, '', 'nobody', 'a@b', 7]) await refuses(world, { email: wrong })
    },
  ],
  [
    'Request: "username", unique in one form',
    async (world) => {
      await accepts({ username: `Ada.${world.number}` }, { username: `ada.${world.number}` })(world)
      isRefused(await creating(world, { username: `ADA.${world.number}` }), 409, 'USERNAME_EXISTS')
      for (const wrong of ['', 'ab', 'a b c', 'ada@example.com', null]) await refuses(world, { username: wrong })
    },
  ],
  [
    'Request: "full_name"',
    async (world) => {
      await accepts({ full_name: '  Zażółć Gęś ' }, { full_name: 'Zażółć Gęś' })(world)
      for (const wrong of [undefined, '', ' ', 'x'.repeat(101), 'a\u202eb']) await refuses(world, { full_name: wrong })
    },
  ],
  [
    'Request: "password", which is kept nowhere here and comes back nowhere',
    async (world) => {
      const { running, organization, created, signIn, send, rows } = world
      const place = await organization()
      const { form, user } = await created(place)
      expect(JSON.stringify(user)).not.toContain(password)
      expect((await signIn(form.email, 'another passphrase')).status).toBe(401)
      expect((await signIn(form.email)).status).toBe(200)
      const [kept] = await rows<{ text: string }>(
        `SELECT string_agg(row_to_json(u)::text, '') || (SELECT string_agg(row_to_json(a)::text, '') FROM auth.account a) AS text FROM users u`,
      )
      expect(kept?.text).not.toContain(password)
      expect(running.mails().some(({ text, html }) => (text + html).includes(password))).toBe(false)
      for (const wrong of [undefined, '', 'short', 'x'.repeat(129)]) await refuses(world, { password: wrong })
      expect((await send('GET', place.users, { as: place.admin })).text).not.toContain(password)
    },
  ],
  [
    'Request: "role"',
    async (world) => {
      await accepts({ role: 'admin' })(world)
      await accepts({ role: undefined }, { role: 'standard_user' })(world)
      await refuses(world, { role: 'employee' })
      // A flag of the host's, which nobody gives here, not even one of them.
      isRefused(await creating(world, { role: 'super_admin' }), 403, 'NOT_AUTHORIZED')
      const place = await world.organization()
      const body = world.form({ role: 'super_admin' })
      isRefused(await world.send('POST', place.users, { as: root, body }), 403, 'NOT_AUTHORIZED')
    },
  ],
  ['Request: "department"', accepts({ department: 'Research & Development' })],
  ['Request: "designation"', accepts({ designation: 'Head of Sales' })],
  ['Request: "employee_id"', accepts({ employee_id: 'EMP/2026-001' })],
  [
    'Request: "phone"',
    async (world) => {
      await accepts({ phone: '+48 (22) 123-45-67' })(world)
      for (const wrong of ['call me', '12', 'x'.repeat(40)]) await refuses(world, { phone: wrong })
    },
  ],
  [
    'Request: "is_active"',
    async (world) => {
      await accepts({ is_active: undefined }, { is_active: true })(world)
      const place = await world.organization()
      const { form } = await world.created(place, { is_active: false })
      const { bearer } = await world.signIn(form.email)
      isRefused(await world.send('GET', '/api/v1/users/me', { bearer }), 404, 'ORGANIZATION_NOT_FOUND')
      await refuses(world, { is_active: 'yes' })
    },
  ],
  [
    'Request: the optional ones may be left out, and unknown ones are refused',
    async (world) => {
      const left = { department: undefined, designation: undefined, employee_id: undefined, phone: undefined }
      const none = { department: null, designation: null, employee_id: null, phone: null, username: null }
      await accepts({ ...left, username: undefined }, none)(world)
      await refuses(world, { must_change_password: false })
    },
  ],
  [
    'Permissions: Organization Admin or Super Admin',
    async (world) => {
      const { organization, member, send, form, person } = world
      const place = await organization()
      const [employee, manager] = [await member(place), await member(place, 'manager')]
      const outsider = (await organization()).admin
      await changesNothing(world, async () => {
        isRefused(await send('POST', place.users, { as: employee, body: form() }), 403, 'NOT_AUTHORIZED')
        isRefused(await send('POST', place.users, { as: manager, body: form() }), 403, 'NOT_AUTHORIZED')
        isRefused(await send('POST', place.users, { as: outsider, body: form() }), 404, 'ORGANIZATION_NOT_FOUND')
      })
      isRefused(await send('POST', place.users, { as: person(), body: form() }), 404, 'ORGANIZATION_NOT_FOUND')
      expect((await send('POST', place.users, { as: root, body: form() })).status).toBe(201)
    },
  ],
  ...fields(sample, {
    id: ({ row }) => row?.number,
    email: ({ form }) => form.email,
    username: ({ form }) => form.username,
    full_name: ({ form }) => form.full_name,
    role: () => 'standard_user',
    organization_id: ({ place }) => place.number,
    supabase_uuid: ({ subject }) => subject,
    is_active: () => true,
    department: () => 'Sales',
    designation: () => 'Sales Rep',
    employee_id: () => 'EMP001',
    phone: () => '+1234567890',
    created_at: ({ now }) => now.toISOString(),
  }),
  [
    '`400 Bad Request`: If Supabase Auth user creation fails',
    async (world) => {
      const { remote, organization, form, send } = world.elsewhere()
      const place = await organization()
      remote.double.weather.createUser = 'offline'
      const answer = await send('POST', place.users, { as: place.admin, body: form() })
      remote.double.weather.createUser = 'well'
      isRefused(answer, 400, 'PROVIDER_REFUSED')
      expect(answer.body).toMatchObject({
        error: 'Bad Request',
        message: expect.stringMatching(/^The service that signs/),
      })
    },
  ],
  [
    '`500 Internal Server Error`: If local database creation fails (Supabase user is automatically cleaned up)',
    async (world) => {
      const { remote, organization, form, send } = world.elsewhere()
      const place = await organization()
      const body = form()
      const answer = await whileInsertsFail(remote, 'users', () => send('POST', place.users, { as: place.admin, body }))
      isRefused(answer, 500, 'INTERNAL')
      expect(remote.double.byEmail(body.email)).toBeUndefined()
      remote.faults.splice(0)
    },
  ],
  [
    'Seats are counted as everywhere: an organization that is full creates nobody who is active',
    async (world) => {
      const place = await world.organization()
      await world.rows(`UPDATE organization_settings SET member_limit = 2 WHERE organization_id = '${place.id}'`)
      const [one, other] = await Promise.all(
        [1, 2].map(() => world.send('POST', place.users, { as: place.admin, body: world.form() })),
      )
      expect([one?.status, other?.status].toSorted()).toEqual([201, 409])
      expect((await world.created(place, { is_active: false })).user.is_active).toBe(false)
      expect(await count(world, `user_organizations WHERE organization_id = '${place.id}' AND is_active`)).toBe(2)
    },
  ],
  [
    'A required domain is required here as well',
    async (world) => {
      const place = await world.organization()
      await world.rows(`UPDATE organizations SET google_domain = 'example.org' WHERE id = '${place.id}'`)
      await world.rows(
        `UPDATE organization_settings SET require_google_domain = true WHERE organization_id = '${place.id}'`,
      )
      const creatingAt = (email: string) =>
        world.send('POST', place.users, { as: place.admin, body: world.form({ email }) })
      isRefused(await creatingAt(`other-${world.number}@example.com`), 400, 'DOMAIN_REQUIRED')
      expect((await creatingAt(`own-${world.number}@example.org`)).status).toBe(201)
    },
  ],
  [
    'Once with an Idempotency-Key, whatever happened to the answer',
    async (world) => {
      const { remote, organization, form, send } = world.elsewhere()
      const place = await organization()
      const sending = { as: place.admin, body: form(), headers: { 'idempotency-key': `"create-${world.number}"` } }
      const first = await send('POST', place.users, sending)
      const calls = remote.double.calls.length
      const again = await send('POST', place.users, sending)
      expect([first.status, again.status, again.body]).toEqual([201, 201, first.body])
      expect(remote.double.calls).toHaveLength(calls)
    },
  ],
])
