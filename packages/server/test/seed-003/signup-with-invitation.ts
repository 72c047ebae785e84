import { expect } from 'vitest'
import {
  changesNothing,
  count,
  failsInside,
  field,
  invitationRow,
  membershipsOf,
  once,
  password,
  refuses,
  UUID,
} from './proofs.ts'
import { section, type World } from './world.ts'

const PATH = '/api/auth/signup-with-invitation'

/** A sign-up by the link of an invitation into a team, and what is known of it otherwise. */
const sample = once(async (world) => {
  const admin = world.person('admin')
  const organizationId = await world.found(admin)
  const teamId = await world.team(organizationId)
  const invitation = await world.invited({ admin, organizationId, role: 'manager', teamId })
  const token = await invitation.token()
  const form = { token, password, confirmPassword: password, full_name: 'Zofia Żak' }
  const { status, body } = await world.send('POST', PATH, { body: form })
  const { email } = invitation.person
  const [user] = await world.rows<{ id: string; email_confirmed_at: Date | null; full_name: string }>(
    `SELECT id, email_confirmed_at, full_name FROM users WHERE email = '${email}'`,
  )
  const [organization] = await world.rows<{ slug: string }>(
    `SELECT slug FROM organizations WHERE id = '${organizationId}'`,
  )
  return { status, body, user, email, token, teamId, organizationId, slug: organization?.slug, invitation }
})

async function signUp(world: World, change: Readonly<Record<string, unknown>> = {}) {
  const { token, person, id } = await world.invited()
  const form = { token: await token(), password, confirmPassword: password, ...change }
  const answer = await world.send('POST', PATH, { body: form })
  return { answer, form, person, id }
}

async function refusesForm(world: World, change: Readonly<Record<string, unknown>>, path: string) {
  const { answer, person, id } = await signUp(world, change)
  expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } })
  expect(answer.body).toMatchObject({ details: { issues: [{ path: [path] }] } })
  expect(await count(world, `users WHERE email = '${person.email}'`)).toBe(0)
  expect((await invitationRow(world, id)).status).toBe('pending')
}

function signIn(world: World, email: string, secret = password) {
  return world.send('POST', '/auth/sign-in/email', { body: { email, password: secret } })
}

const without = undefined

export const signupWithInvitation = section('POST /api/auth/signup-with-invitation', [
  [
    'POST /api/auth/signup-with-invitation',
    async (world) => {
      expect((await sample(world)).status).toBe(201)
      expect((await world.send('GET', PATH)).status).toBe(405)
    },
  ],
  [
    '**Purpose:** Create user account from direct invitation link with token',
    async (world) => {
      const { answer, person } = await signUp(world)
      expect(answer.status).toBe(201)
      expect((await signIn(world, person.email)).status).toBe(200)
    },
  ],
  [
    '"token": "string"',
    async (world) => {
      for (const token of [without, 7, null, '', 'short', 'x'.repeat(44)]) await refusesForm(world, { token }, 'token')
    },
  ],
  [
    '"password": "string"',
    async (world) => {
      const { answer, person } = await signUp(world, {
        password: 'pięć słów to hasło 🔑',
        confirmPassword: 'pięć słów to hasło 🔑',
      })
      expect(answer.status).toBe(201)
      expect((await signIn(world, person.email, 'pięć słów to hasło 🔑')).status).toBe(200)
      expect((await signIn(world, person.email)).status).toBe(401)
      for (const wrong of [without, 12345678, null]) await refusesForm(world, { password: wrong }, 'password')
    },
  ],
  [
    '"confirmPassword": "string"',
    async (world) => {
      for (const confirmPassword of [without, 7, null, `${password}!`, ''])
        await refusesForm(world, { confirmPassword }, 'confirmPassword')
    },
  ],
  [
    '1. Validate invitation token and check expiration',
    async (world) => {
      const { token } = await world.invited()
      const form = { token: await token(), password, confirmPassword: password }
      world.pass(8)
      await changesNothing(world, () =>
        refuses(world.as(null).auth.signupWithInvitation({ body: form }), 400, 'INVITATION_EXPIRED'),
      )
    },
  ],
  [
    '2. Create Supabase auth user with email_confirmed_at set',
    async (world) => {
      const { user, email } = await sample(world)
      expect(user?.email_confirmed_at).toBeInstanceOf(Date)
      const accounts = await world.rows(`SELECT "emailVerified" FROM auth."user" WHERE email = '${email}'`)
      expect(accounts).toEqual([{ emailVerified: true }])
    },
  ],
  [
    '3. Insert entry into user_organizations table',
    async (world) => {
      const { email, organizationId, teamId, invitation } = await sample(world)
      const links = { organization_id: organizationId, team_id: teamId, invitation_id: invitation.id }
      expect(await membershipsOf(world, { email })).toMatchObject([
        { ...links, role: 'manager', joined_via: 'invitation', is_default: true, is_active: true },
      ])
    },
  ],
  [
    "4. Update invitation status to 'accepted' with accepted_at timestamp",
    async (world) => {
      const { invitation, user } = await sample(world)
      const written = await invitationRow(world, invitation.id)
      expect(written).toMatchObject({ status: 'accepted', accepted_by: user?.id })
      expect(written.accepted_at).toBeInstanceOf(Date)
    },
  ],
  ['"success": true', field(sample, 'success', () => true)],
  [
    '"message": "Account created and invitation accepted"',
    field(sample, 'message', () => 'Account created and invitation accepted'),
  ],
  ['"organization": {', field(sample, 'organization', ({ organizationId: id, slug }) => ({ id, name: 'Acme', slug }))],
  ['organization · "id": "uuid"', field(sample, 'organization.id', ({ organizationId }) => organizationId)],
  ['organization · "name": "string"', field(sample, 'organization.name', () => 'Acme')],
  ['organization · "slug": "string"', field(sample, 'organization.slug', ({ slug }) => slug)],
  [
    '"user": {',
    async (world) => {
      const { body } = await sample(world)
      const { user } = body as { user: object }
      expect(Object.keys(user).sort()).toEqual(['email', 'full_name', 'id', 'role', 'team_name'])
    },
  ],
  [
    'user · "id": "uuid"',
    async (world) => {
      const { body, user } = await sample(world)
      expect(body).toHaveProperty('user.id', user?.id)
      expect(user?.id).toMatch(UUID)
    },
  ],
  ['"email": "string"', field(sample, 'user.email', ({ email }) => email)],
  [
    '"full_name": "string"',
    async (world) => {
      const { body, user } = await sample(world)
      expect(body).toHaveProperty('user.full_name', 'Zofia Żak')
      expect(user?.full_name).toBe('Zofia Żak')
      expect((await signUp(world)).answer.body).toHaveProperty('user.full_name', '')
    },
  ],
  [
    '"role": "admin" | "manager" | "employee"',
    async (world) => {
      for (const role of ['admin', 'manager', 'employee'] as const) {
        const { token, person } = await world.invited({ role })
        const body = { token: await token(), password, confirmPassword: password }
        const { user } = await world.as(null).auth.signupWithInvitation({ body })
        expect(user.role).toBe(role)
        expect(await membershipsOf(world, person)).toMatchObject([{ role }])
      }
    },
  ],
  [
    '"team_name": "string | null"',
    async (world) => {
      expect((await sample(world)).body).toHaveProperty('user.team_name', 'Sales')
      expect((await signUp(world)).answer.body).toHaveProperty('user.team_name', null)
    },
  ],
  ['"redirect_url": "/dashboard"', field(sample, 'redirect_url', () => '/dashboard')],
  [
    '400: Invalid or expired token, password validation failed',
    async (world) => {
      const body = { token: 'A'.repeat(43), password, confirmPassword: password }
      await refuses(world.as(null).auth.signupWithInvitation({ body }), 400, 'INVITATION_NOT_FOUND')
      for (const wrong of ['', '7 chars', 'x'.repeat(129), 'null\u0000null'])
        await refusesForm(world, { password: wrong, confirmPassword: wrong }, 'password')
      const [used, revoked] = [await signUp(world), await world.invited()]
      await refuses(world.as(null).auth.signupWithInvitation({ body: used.form }), 400, 'INVITATION_USED')
      const gone = { ...body, token: await revoked.token() }
      await world.revoke(revoked.id)
      await refuses(world.as(null).auth.signupWithInvitation({ body: gone }), 400, 'INVITATION_REVOKED')
      world.pass(8)
      const late = await world.invited()
      const expired = { ...body, token: await late.token() }
      world.pass(8)
      await refuses(world.as(null).auth.signupWithInvitation({ body: expired }), 400, 'INVITATION_EXPIRED')
    },
  ],
  [
    '409: User already exists with this email',
    async (world) => {
      const { person } = await signUp(world)
      const again = await world.invited({ person })
      const body = { token: await again.token(), password, confirmPassword: password }
      await changesNothing(world, () => refuses(world.as(null).auth.signupWithInvitation({ body }), 409, 'USER_EXISTS'))
    },
  ],
  [
    '500: Database transaction failed',
    async (world) => {
      const { token, person } = await world.invited()
      const body = { token: await token(), password, confirmPassword: password }
      await failsInside(world, 'INSERT user_organizations', () => world.send('POST', PATH, { body }))
      expect((await signIn(world, person.email)).status).toBe(401)
      expect((await world.send('POST', PATH, { body })).status).toBe(201)
    },
  ],
  [
    'Validate token signature and expiration server-side',
    async (world) => {
      const { token, id } = await world.invited()
      const good = await token()
      // Nothing of a token may be changed: not its first, a middle or its last character.
      for (const at of [0, 21, 42]) {
        const forged = good.slice(0, at) + (good[at] === 'A' ? 'B' : 'A') + good.slice(at + 1)
        const body = { token: forged, password, confirmPassword: password }
        await refuses(world.as(null).auth.signupWithInvitation({ body }), 400, 'INVITATION_NOT_FOUND')
      }
      const hash = (await invitationRow(world, id)).token_hash
      expect(await count(world, `invitations i WHERE i::text LIKE '%${good}%'`)).toBe(0)
      await refusesForm(world, { token: hash }, 'token')
      world.pass(7)
      const late = { token: good, password, confirmPassword: password }
      await refuses(world.as(null).auth.signupWithInvitation({ body: late }), 400, 'INVITATION_EXPIRED')
    },
  ],
  [
    'Use bcrypt for password hashing',
    async (world) => {
      const { email } = await sample(world)
      const [account] = await world.rows<{ password: string }>(
        `SELECT a.password FROM auth.account a JOIN auth."user" u ON u.id = a."userId" WHERE u.email = '${email}'`,
      )
      expect(account?.password).toMatch(/^\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}$/)
    },
  ],
  [
    'Create user with email already confirmed',
    async (world) => {
      const { person } = await signUp(world)
      const session = (await signIn(world, person.email)).headers.get('set-cookie') ?? ''
      const { body } = await world.send('GET', '/auth/token', { headers: { cookie: session.split(';')[0] ?? '' } })
      const { token } = body as { token: string }
      // What only a proved address may do, at once and without a mail to open.
      const founding = { name: 'Acme', slug: world.slug('confirmed') }
      const bearer = { authorization: `Bearer ${token}` }
      const founded = await world.send('POST', '/api/organizations', { body: founding, headers: bearer })
      expect(founded.status).toBe(201)
    },
  ],
])
