import { type usersContract as contractOf, usersContract } from '@tenantry/core/users'
import { expect, vi } from 'vitest'
import { publicUrl } from '../start-tenantry.ts'
import { isRefused, whileInsertsFail } from './proofs.ts'
import { type Observed, section, type World } from './world.ts'

const isForm = ({ body }: Observed) =>
  expect(body).toMatchObject({ error: expect.any(String), message: expect.any(String), code: expect.any(String) })

export const errorCodes = section('Error Codes', [
  [
    '400 Bad Request - Invalid input data',
    async ({ organization, send }) => {
      const { admin, users } = await organization()
      const answer = await send('POST', users, { as: admin, body: { email: 'nobody', extra: 1 } })
      isRefused(answer, 400, 'VALIDATION_FAILED')
      isForm(answer)
      const { details } = answer.body as { details: { issues: readonly { path: unknown }[] } }
      expect(details.issues.map(({ path }) => path)).toEqual(
        expect.arrayContaining([['email'], ['full_name'], ['password'], ['extra']]),
      )
    },
  ],
  [
    '401 Unauthorized - Invalid or missing authentication',
    async ({ send }) => {
      const answer = await send('GET', '/api/v1/users/')
      isRefused(answer, 401, 'UNAUTHENTICATED')
      isForm(answer)
    },
  ],
  [
    '403 Forbidden - Insufficient permissions',
    async ({ organization, member, send }) => {
      const place = await organization()
      const answer = await send('GET', place.users, { as: await member(place) })
      isRefused(answer, 403, 'NOT_AUTHORIZED')
      isForm(answer)
    },
  ],
  [
    '404 Not Found - Organization or user not found',
    async ({ organization, send, person }) => {
      const place = await organization()
      const answers = [
        await send('GET', place.users, { as: person() }),
        await send('GET', '/api/v1/organizations/2147483647/users', { as: place.admin }),
      ]
      // Whether it is there is nobody's business: both are told the same.
      expect(answers[0]?.text).toBe(answers[1]?.text)
      for (const answer of answers) isRefused(answer, 404, 'ORGANIZATION_NOT_FOUND')
      const nobody = await send('DELETE', `${place.users}/2147483647`, { as: place.admin })
      isRefused(nobody, 404, 'MEMBER_NOT_FOUND')
      const elsewhere = await send('GET', '/api/v1/made-up', { as: place.admin })
      isRefused(elsewhere, 404, 'ROUTE_NOT_FOUND')
    },
  ],
  [
    '409 Conflict - Email already exists',
    async (world) => {
      const { organization, created, form, send, person } = world
      const [mine, theirs] = [await organization(), await organization()]
      const { form: taken } = await created(theirs)
      const body = form({ email: taken.email })
      isRefused(await send('POST', mine.users, { as: mine.admin, body }), 409, 'ACCOUNT_EXISTS')
      // Somebody who is only known here, and somebody who is only known to the provider.
      const known = form({ email: theirs.admin.email })
      isRefused(await send('POST', mine.users, { as: mine.admin, body: known }), 409, 'ACCOUNT_EXISTS')
      const signedUp = person('signedup').email
      await send('POST', '/api/auth/signup', { body: { email: signedUp, password: 'a made-up passphrase' } })
      isRefused(
        await send('POST', mine.users, { as: mine.admin, body: form({ email: signedUp }) }),
        409,
        'ACCOUNT_EXISTS',
      )
      // At once, exactly one is created.
      const same = form()
      const answers = await Promise.all(
        [mine, theirs, mine].map(({ users, admin }) => send('POST', users, { as: admin, body: same })),
      )
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
    },
  ],
  [
    '409 Conflict - username already exists',
    async (world) => {
      const { organization, created, form, send } = world
      const [mine, theirs] = [await organization(), await organization()]
      const { form: taken } = await created(theirs)
      const { user } = await created(mine)
      const body = form({ username: taken.username.toUpperCase() })
      isRefused(await send('POST', mine.users, { as: mine.admin, body }), 409, 'USERNAME_EXISTS')
      const username = taken.username
      const put = await send('PUT', `${mine.users}/${user.id}`, { as: mine.admin, body: { username } })
      isRefused(put, 409, 'USERNAME_EXISTS')
      // At once, exactly one has it, and the provider keeps no account of the other.
      const here = world.elsewhere()
      const place = await here.organization()
      const wanted = `wanted-${world.number}`
      const before = here.remote.double.users.size
      const answers = await Promise.all(
        [1, 2].map(() => here.send('POST', place.users, { as: place.admin, body: here.form({ username: wanted }) })),
      )
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409])
      expect(here.remote.double.users.size).toBe(before + 1)
    },
  ],
  [
    '500 Internal Server Error - Server error',
    async ({ organization, form, send, running }) => {
      const place = await organization()
      const answer = await whileInsertsFail(running, 'users', () =>
        send('POST', place.users, { as: place.admin, body: form() }),
      )
      isRefused(answer, 500, 'INTERNAL')
      isForm(answer)
      expect(answer.text).not.toMatch(/words of the database|insert|relation/i)
      running.faults.splice(0)
    },
  ],
])

type Endpoints = typeof contractOf
const all = Object.values(usersContract satisfies Endpoints).flatMap((group) => Object.values(group))

async function holds(world: World, limit: number, call: (turn: number) => Promise<Observed>) {
  for (let turn = 1; turn <= limit; turn++) expect((await call(turn)).status, `call ${turn}`).not.toBe(429)
  const refused = await call(limit + 1)
  isRefused(refused, 429, 'RATE_LIMITED')
  expect(refused.headers.get('retry-after')).toBe('60')
  world.advance(59_999)
  expect((await call(limit + 2)).headers.get('retry-after')).toBe('1')
  world.advance(1)
  expect((await call(limit + 3)).status).not.toBe(429)
}

export const rateLimiting = section('Rate Limiting', [
  [
    '100 requests per minute per user for read operations, over all of them together',
    async (world) => {
      const place = await world.organization()
      const paths = [place.users, place.invitations, '/api/v1/users/', '/api/v1/users', '/api/v1/users/me']
      const path = (turn: number) => paths[turn % paths.length] ?? ''
      await holds(world, 100, (turn) => world.send('GET', path(turn), { as: place.admin }))
      // Nobody else's, and not those that write.
      expect((await world.send('GET', '/api/v1/users/', { as: (await world.organization()).admin })).status).toBe(200)
    },
  ],
  [
    '20 requests per minute per user for write operations, over all of them together',
    async (world) => {
      const place = await world.organization()
      const calls = [
        ['POST', place.users],
        ['PUT', `${place.users}/2147483647`],
        ['DELETE', `${place.users}/2147483647`],
        ['POST', `${place.invitations}/2147483647/resend`],
        ['DELETE', `${place.invitations}/2147483647`],
        ['POST', '/api/v1/users/'],
        ['DELETE', '/api/v1/users/2147483647'],
      ] as const
      await holds(world, 20, (turn) => {
        const [method, path] = calls[turn % calls.length] ?? calls[0]
        const body = method === 'DELETE' || path.endsWith('resend') ? undefined : {}
        return world.send(method, path, { as: place.admin, body })
      })
      expect((await world.send('GET', place.users, { as: place.admin })).status).toBe(200)
    },
  ],
  [
    'API endpoints are subject to rate limiting: each of them, and none by another',
    async () => {
      for (const { method, path, limits } of all)
        expect(limits, `${method} ${path}`).toEqual([
          {
            name: method === 'GET' ? 'users-read' : 'users-write',
            caller: 'authenticated',
            per: 'user',
            limit: method === 'GET' ? 100 : 20,
            windowSeconds: 60,
          },
        ])
    },
  ],
])

/** A request as `curl` sends it: its method, its address, its headers and its words. */
async function curl(
  world: World,
  method: string,
  path: string,
  as: World['person'] extends () => infer P ? P : never,
  data?: string,
) {
  const authorization = `Bearer ${await world.running.token(as)}`
  const headers = {
    authorization,
    accept: '*/*',
    'user-agent': 'curl/8.5.0',
    ...(data && { 'content-type': 'application/json' }),
  }
  const response = await world.running.send(path, { method, headers, ...(data && { body: data }) })
  const text = await response.text()
  return { status: response.status, text, body: JSON.parse(text) }
}

export const examples = section('Examples', [
  [
    'Create User Flow 1. Organization Admin creates user',
    async (world) => {
      const place = await world.organization()
      const data = `{
    "email": "newuser-${world.number}@example.com",
    "full_name": "New User",
    "password": "SecurePass123!",
    "role": "standard_user"
  }`
      const answer = await curl(world, 'POST', place.users, place.admin, data)
      expect(answer).toMatchObject({
        status: 201,
        body: { email: `newuser-${world.number}@example.com`, full_name: 'New User', username: null, is_active: true },
      })
    },
  ],
  [
    'Create User Flow 2. User receives invitation email (if email service is configured)',
    async ({ organization, created, mailTo, form, send }) => {
      const place = await organization()
      const { form: sent } = await created(place)
      const mail = await mailTo(sent.email)
      expect(mail.subject).toBe(`Admin created an account for you in The ${mail.subject.split(' The ')[1]}`)
      expect(mail.text).toContain('http://app.example.com/sign-in')
      expect(mail.text).not.toContain(sent.password)
      // In the language of whoever creates them.
      const body = form()
      await send('POST', place.users, { as: place.admin, body, headers: { 'accept-language': 'pl-PL' } })
      expect((await mailTo(body.email)).text).toContain('Zaloguj się')
    },
  ],
  [
    'Create User Flow 3. User logs in and must change password (indicated by `must_change_password: true`)',
    async ({ organization, created, signIn, send }) => {
      const { form } = await created(await organization())
      const { bearer, cookie } = await signIn(form.email)
      const me = async () => (await send('GET', '/api/v1/users/me', { bearer })).body
      expect(await me()).toMatchObject({ must_change_password: true })
      const headers = { cookie, origin: publicUrl }
      const wrong = { currentPassword: 'made up', newPassword: 'a passphrase of my own' }
      expect((await send('POST', '/auth/change-password', { body: wrong, headers })).status).toBe(400)
      expect(await me()).toMatchObject({ must_change_password: true })
      const body = { ...wrong, currentPassword: form.password }
      expect((await send('POST', '/auth/change-password', { body, headers })).status).toBe(200)
      expect(await me()).toMatchObject({ must_change_password: false })
    },
  ],
  [
    'Create User Flow 3. … or chooses one by a mailed link',
    async ({ organization, created, signIn, send, servers, rows }) => {
      const { form } = await created(await organization())
      await send('POST', '/auth/request-password-reset', { body: { email: form.email } })
      const token = await vi.waitFor(() => {
        const found = servers.resets.get(form.email)
        if (!found) throw new Error('no mail yet')
        return found
      }, 10_000)
      const own = 'a passphrase of my own'
      await send('POST', '/auth/reset-password', { body: { token, newPassword: own } })
      const { bearer } = await signIn(form.email, own)
      expect((await send('GET', '/api/v1/users/me', { bearer })).body).toMatchObject({ must_change_password: false })
      const proved = `SELECT email_confirmed_at IS NOT NULL AS proved FROM users WHERE email = '${form.email}'`
      expect(await rows(proved)).toEqual([{ proved: true }])
    },
  ],
  [
    'Create User Flow 3. … with a provider elsewhere, whose webhook says so',
    async (world) => {
      const { remote, organization, created, send } = world.elsewhere()
      const { form } = await created(await organization())
      const { tenantry, double } = remote
      const bearer = (await double.signIn(form.email, form.password)) ?? ''
      const me = async () => (await send('GET', '/api/v1/users/me', { bearer })).body
      expect(await me()).toMatchObject({ must_change_password: true })
      const subject = double.byEmail(form.email)?.id ?? ''
      const [issuer = ''] = double.provider.tokens.map((token) => token.issuer)
      await tenantry.passwordChanged({ issuer, subject: 'somebody else', byMail: true })
      expect(await me()).toMatchObject({ must_change_password: true })
      await tenantry.passwordChanged({ issuer, subject, byMail: false })
      expect(await me()).toMatchObject({ must_change_password: false })
    },
  ],
  [
    'Invitation Management Flow 1. List pending invitations',
    async (world) => {
      const place = await world.organization()
      const { who } = await world.invited(place)
      const answer = await curl(world, 'GET', place.invitations, place.admin)
      expect(answer).toMatchObject({ status: 200, body: [{ email: who.email, status: 'pending' }] })
    },
  ],
  [
    'Invitation Management Flow 2. Resend invitation',
    async (world) => {
      const place = await world.organization()
      const { who, number } = await world.invited(place)
      world.advance(60_000)
      const answer = await curl(world, 'POST', `${place.invitations}/${number}/resend`, place.admin)
      expect(answer).toMatchObject({ status: 200, body: { message: `Invitation resent to ${who.email}` } })
    },
  ],
  [
    'Invitation Management Flow 3. Cancel invitation',
    async (world) => {
      const place = await world.organization()
      const { who, number } = await world.invited(place)
      const answer = await curl(world, 'DELETE', `${place.invitations}/${number}`, place.admin)
      expect(answer).toMatchObject({ status: 200, body: { message: `Invitation cancelled for ${who.email}` } })
    },
  ],
])

export const migrationNotes = section('Migration Notes', [
  [
    'New Endpoints Available: Organization-scoped endpoints provide better organization context',
    async ({ organization, send }) => {
      const admin = (await organization()).admin
      const second = await organization(admin)
      const { body } = await send('GET', second.users, { as: admin })
      expect(body).toMatchObject([{ organization_id: second.number }])
    },
  ],
  [
    'Backward Compatibility: Existing `/api/v1/users/` endpoints continue to work',
    async ({ organization, send }) => {
      const { admin } = await organization()
      expect((await send('GET', '/api/v1/users/', { as: admin })).status).toBe(200)
    },
  ],
  [
    'Enhanced Permissions: Role-based permissions are strictly enforced, also for a role that changed a moment ago',
    async ({ organization, member, send, form }) => {
      const place = await organization()
      const deputy = await member(place, 'admin')
      expect((await send('GET', place.users, { as: deputy })).status).toBe(200)
      await send('PUT', `${place.users}/${deputy.number}`, { as: place.admin, body: { role: 'standard_user' } })
      isRefused(await send('GET', place.users, { as: deputy }), 403, 'NOT_AUTHORIZED')
      isRefused(await send('POST', place.users, { as: deputy, body: form() }), 403, 'NOT_AUTHORIZED')
    },
  ],
  [
    'Invitation Management: New invitation lifecycle management capabilities',
    async ({ organization, invited, send, advance }) => {
      const place = await organization()
      const { number } = await invited(place)
      advance(60_000)
      const at = `${place.invitations}/${number}`
      expect((await send('POST', `${at}/resend`, { as: place.admin })).status).toBe(200)
      expect((await send('DELETE', at, { as: place.admin })).status).toBe(200)
      isRefused(await send('POST', `${at}/resend`, { as: place.admin }), 400, 'INVITATION_REVOKED')
    },
  ],
  [
    'Breaking Changes: None. All changes are additive: with and without the slash at the end',
    async ({ organization, send }) => {
      const { admin } = await organization()
      const [one, other] = [
        await send('GET', '/api/v1/users/', { as: admin }),
        await send('GET', '/api/v1/users', { as: admin }),
      ]
      expect(one.text).toBe(other.text)
      expect([one.status, other.status]).toEqual([200, 200])
    },
  ],
])
