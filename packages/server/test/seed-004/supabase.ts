import { SignJWT } from 'jose'
import { expect, vi } from 'vitest'
import { readConfig } from '../../src/command/config.ts'
import { users } from '../../src/profiles/users/users.ts'
import { changesNothing, count } from '../seed-003/proofs.ts'
import { publicUrl, secretKey, startTenantry } from '../start-tenantry.ts'
import { isRefused, whileInsertsFail } from './proofs.ts'
import { remoteIssuer, remoteProvider } from './provider-double.ts'
import { password, section, type World } from './world.ts'

type Elsewhere = ReturnType<World['elsewhere']>

/** Proves that nothing is left anywhere of a creation that failed, and gives its answer. */
async function leavesNothing(world: Elsewhere, act: () => ReturnType<World['send']>) {
  const { users } = world.remote.double
  const before = [...users.keys()]
  const answer = await changesNothing(world.running, act)
  expect([...users.keys()]).toEqual(before)
  return answer
}

const unique = (world: World, name: string) => `${name}-${world.number}-${crypto.randomUUID().slice(0, 8)}`

export const creationFlow = section('User Creation Flow', [
  [
    '1. the user is created in Supabase Auth using the Admin API, first',
    async (world) => {
      const { remote, organization, form, send } = world.elsewhere()
      const place = await organization()
      const { double } = remote
      double.weather.createUser = 'refused'
      try {
        const calls = double.calls.length
        isRefused(await send('POST', place.users, { as: place.admin, body: form() }), 400, 'PROVIDER_REFUSED')
        expect(double.calls.slice(calls)).toEqual(['createUser'])
      } finally {
        double.weather.createUser = 'well'
      }
    },
  ],
  [
    '2. Upon successful Supabase creation, the user profile is created in the application database',
    async (world) => {
      const { remote, organization, created, userRow } = world.elsewhere()
      const { form, user } = await created(await organization())
      const row = await userRow(form)
      expect(row?.number).toBe(user.id)
      const identities = `SELECT provider, subject FROM identities WHERE user_id = '${row?.id}'`
      expect(await remote.rows(identities)).toEqual([
        { provider: remoteIssuer, subject: remote.double.byEmail(form.email)?.id },
      ])
    },
  ],
  [
    '3. If either step fails, the entire operation is rolled back: the provider, before anything was written',
    async (world) => {
      const here = world.elsewhere()
      const { remote, organization, form, send } = here
      const place = await organization()
      for (const weather of ['refused', 'offline'] as const) {
        remote.double.weather.createUser = weather
        try {
          const answer = await leavesNothing(here, () => send('POST', place.users, { as: place.admin, body: form() }))
          isRefused(answer, 400, 'PROVIDER_REFUSED')
          expect(answer.text).not.toMatch(/service key|fetch failed/)
        } finally {
          remote.double.weather.createUser = 'well'
        }
      }
      // Why, is for the operator.
      expect(String((remote.warnings.at(-1) as Error).cause)).toContain('fetch failed')
    },
  ],
  [
    '3. If either step fails, the entire operation is rolled back: the database, after the provider',
    async (world) => {
      const here = world.elsewhere()
      const { remote, organization, form, send } = here
      const place = await organization()
      const body = form()
      // Each insert of its own, and the last one of all: what is written with the end of the transaction.
      for (const table of ['users', 'identities', 'user_organizations', 'audit_events']) {
        const calls = remote.double.calls.length
        const answer = await whileInsertsFail(remote, table, () =>
          leavesNothing(here, () => send('POST', place.users, { as: place.admin, body })),
        )
        isRefused(answer, 500, 'INTERNAL')
        expect(answer.text).not.toContain('words of the database')
        const changes = remote.double.calls.slice(calls).filter((call) => call !== 'findUser')
        expect(changes, table).toEqual(['createUser', 'deleteUser'])
        expect(remote.faults.splice(0).filter(Boolean)).toHaveLength(1)
      }
      expect((await send('POST', place.users, { as: place.admin, body })).status).toBe(201)
    },
  ],
  [
    '3. If either step fails …: COMMIT itself, which the deferred checks of the database decide',
    async (world) => {
      const here = world.elsewhere()
      const { remote, organization, form, send } = here
      const place = await organization()
      const body = form()
      await remote.rows(`CREATE FUNCTION public.refuse_commit() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'words of the database' USING ERRCODE = '53100'; END $$`)
      await remote.rows(`CREATE CONSTRAINT TRIGGER refuse_commit AFTER INSERT ON users
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.refuse_commit()`)
      try {
        const answer = await leavesNothing(here, () => send('POST', place.users, { as: place.admin, body }))
        isRefused(answer, 500, 'INTERNAL')
        expect(remote.faults.splice(0).filter(Boolean)).toHaveLength(1)
      } finally {
        await remote.rows('DROP TRIGGER refuse_commit ON users')
        await remote.rows('DROP FUNCTION public.refuse_commit()')
      }
    },
  ],
  [
    '3. If either step fails …: the clearing up too, which the next try for the address makes good',
    async (world) => {
      const here = world.elsewhere()
      const { remote, organization, form, send } = here
      const place = await organization()
      const { double } = remote
      const body = form()
      double.weather.deleteUser = 'offline'
      const answer = await whileInsertsFail(remote, 'audit_events', () =>
        send('POST', place.users, { as: place.admin, body }),
      )
      isRefused(answer, 500, 'INTERNAL')
      expect(double.byEmail(body.email)).toBeDefined()
      double.weather.deleteUser = 'well'
      const { id: failed } = double.byEmail(body.email) ?? {}
      remote.faults.splice(0)
      expect((await send('POST', place.users, { as: place.admin, body })).status).toBe(201)
      expect([...double.users.values()].filter(({ email }) => email === body.email)).toHaveLength(1)
      expect(double.byEmail(body.email)?.id).not.toBe(failed)
      expect(await remote.rows('SELECT FROM pending_accounts')).toEqual([])
    },
  ],
  [
    '3. If either step fails …: a transaction that lost a race is tried again, and the account is made once',
    async (world) => {
      const here = world.elsewhere()
      const { remote, organization, form, send } = here
      const place = await organization()
      const body = form()
      await remote.rows('CREATE SEQUENCE public.attempts')
      await remote.rows(`CREATE FUNCTION public.lose_once() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
        $$ BEGIN
          IF nextval('public.attempts') = 1 THEN RAISE EXCEPTION 'lost' USING ERRCODE = '40001'; END IF;
          RETURN NULL;
        END $$`)
      await remote.rows(
        'CREATE TRIGGER lose_once BEFORE INSERT ON users FOR EACH STATEMENT EXECUTE FUNCTION public.lose_once()',
      )
      const calls = remote.double.calls.length
      try {
        expect((await send('POST', place.users, { as: place.admin, body })).status).toBe(201)
        expect(remote.double.calls.slice(calls)).toEqual(['createUser'])
      } finally {
        await remote.rows('DROP TRIGGER lose_once ON users')
        await remote.rows('DROP FUNCTION public.lose_once()')
        await remote.rows('DROP SEQUENCE public.attempts')
      }
    },
  ],
  [
    '3. If either step fails …: with the embedded provider, one transaction holds both',
    async (world) => {
      const { organization, form, send, running } = world
      const place = await organization()
      const body = form()
      for (const table of ['users', 'auth.account', 'auth."user"', 'audit_events']) {
        const answer = await whileInsertsFail(running, table, () =>
          changesNothing(running, () => send('POST', place.users, { as: place.admin, body })),
        )
        isRefused(answer, 500, 'INTERNAL')
        expect(running.faults.splice(0).filter(Boolean)).toHaveLength(1)
      }
      expect((await send('POST', place.users, { as: place.admin, body })).status).toBe(201)
    },
  ],
])

export const benefits = section('Key Benefits', [
  [
    'Unified Authentication: Users created via API can immediately log in through Supabase Auth',
    async (world) => {
      const { remote, organization, created, send } = world.elsewhere()
      const { form, user } = await created(await organization())
      const bearer = await remote.double.signIn(form.email, form.password)
      const answer = await send('GET', '/api/v1/users/me', { bearer: bearer ?? '' })
      expect([answer.status, answer.body]).toMatchObject([200, { id: user.id, email: form.email }])
    },
  ],
  [
    'Consistent User Experience: No manual user activation required',
    async ({ organization, created, signIn, send }) => {
      const place = await organization()
      const { form, user } = await created(place)
      const { status, bearer } = await signIn(form.email)
      expect(status).toBe(200)
      expect((await send('GET', '/api/v1/users/me', { bearer })).body).toMatchObject({ id: user.id, is_active: true })
      const { body } = await send('GET', '/api/user/organization-status', { bearer })
      expect(body).toMatchObject({ scenario: 'has_organizations', defaultOrganization: { id: place.id } })
    },
  ],
  [
    'Audit Trail: Complete user lifecycle tracking across both systems',
    async ({ organization, created, send, rows, userRow }) => {
      const place = await organization()
      const { form, user } = await created(place)
      await send('PUT', `${place.users}/${user.id}`, {
        as: place.admin,
        body: { department: 'Made up', role: 'admin' },
      })
      await send('DELETE', `${place.users}/${user.id}`, { as: place.admin })
      const admin = await userRow(place.admin)
      const target = await userRow(form)
      const events = await rows<{ action: string; actor_id: string; data: object }>(
        `SELECT action, actor_id, data FROM audit_events WHERE target_id = '${target?.id}' ORDER BY id`,
      )
      expect(events.map(({ action }) => action)).toEqual(
        expect.arrayContaining(['user.created', 'user.updated', 'member.removed']),
      )
      expect(new Set(events.map(({ actor_id }) => actor_id))).toEqual(new Set([admin?.id]))
      expect(JSON.stringify(events)).not.toMatch(/Made up|SecurePassword|newuser/)
    },
  ],
  [
    'Failure Safety: Automatic cleanup if any step fails',
    async (world) => {
      const here = world.elsewhere()
      const { organization, form, send, remote } = here
      const place = await organization()
      const answer = await whileInsertsFail(remote, 'user_organizations', () =>
        leavesNothing(here, () => send('POST', place.users, { as: place.admin, body: form() })),
      )
      expect(answer.status).toBe(500)
      remote.faults.splice(0)
    },
  ],
])

export const technicalDetails = section('Technical Details', [
  [
    'Uses `SUPABASE_SERVICE_KEY` for admin-level operations: it stays in the adapter, behind the port',
    async (world) => {
      const { remote, organization, form, send } = world.elsewhere()
      const place = await organization()
      remote.double.weather.createUser = 'refused'
      const answer = await send('POST', place.users, { as: place.admin, body: form() })
      remote.double.weather.createUser = 'well'
      expect(answer.text).not.toContain('service key')
    },
  ],
  [
    'Stores Supabase UUID in local user profile for future reference',
    async (world) => {
      const { remote, organization, created, rows } = world.elsewhere()
      const { form, user } = await created(await organization())
      const id = remote.double.byEmail(form.email)?.id
      expect(user.supabase_uuid).toBe(id)
      const stored = `identities i JOIN users u ON u.id = i.user_id WHERE u.number = ${user.id} AND i.subject = '${id}'`
      expect(await count({ rows }, stored)).toBe(1)
    },
  ],
  [
    'Auto-confirms email addresses for admin-created users',
    async (world) => {
      const { remote, organization, created } = world.elsewhere()
      const { form } = await created(await organization())
      expect(remote.double.byEmail(form.email)).toMatchObject({ autoConfirm: true, emailVerified: false })
      const embedded = await world.created(await world.organization())
      expect(await count(world, `auth."user" WHERE "emailVerified" AND email = '${embedded.form.email}'`)).toBe(1)
    },
  ],
  [
    'Auto-confirms …: which opens nothing of other organizations, for nobody proved the address',
    async (world) => {
      const { organization, created, invited, signIn, send, userRow, servers, advance } = world
      const [mine, theirs] = [await organization(), await organization()]
      const { form } = await created(mine)
      const { id } = await invited(theirs, 'employee', { sub: '', name: '', email: form.email })
      const accept = (bearer: string) =>
        send('POST', '/api/invitations/accept', { bearer, body: { invitation_id: id } })
      const first = await signIn(form.email)
      isRefused(await accept(first.bearer), 403, 'EMAIL_NOT_VERIFIED')
      const { body: status } = await send('GET', '/api/user/organization-status', { bearer: first.bearer })
      expect(status).toMatchObject({ pendingInvitations: [] })
      // Changing the password by the old one proves nothing: the administrator knew that one.
      const change = { currentPassword: password, newPassword: 'a passphrase of my own' }
      await send('POST', '/auth/change-password', {
        body: change,
        headers: { cookie: first.cookie, origin: publicUrl },
      })
      const second = await signIn(form.email, change.newPassword)
      isRefused(await accept(second.bearer), 403, 'EMAIL_NOT_VERIFIED')
      // A mailed link does, for tokens from the next second on; whoever held an older one has nothing of it.
      advance(2000)
      await send('POST', '/auth/request-password-reset', { body: { email: form.email } })
      const token = await vi.waitFor(() => {
        const found = servers.resets.get(form.email)
        if (!found) throw new Error('no mail yet')
        return found
      }, 10_000)
      const own = 'another passphrase of my own'
      expect((await send('POST', '/auth/reset-password', { body: { token, newPassword: own } })).status).toBe(200)
      expect((await userRow(form))?.email_confirmed_at).not.toBeNull()
      isRefused(await accept(second.bearer), 403, 'EMAIL_NOT_VERIFIED')
      advance(1000)
      const third = await signIn(form.email, own)
      expect((await accept(third.bearer)).status).toBe(200)
    },
  ],
  [
    'Includes user metadata in Supabase Auth profile',
    async (world) => {
      const { remote, organization, created } = world.elsewhere()
      const { form } = await created(await organization())
      expect(remote.double.byEmail(form.email)).toMatchObject({ name: form.full_name, username: form.username })
    },
  ],
])

const hs256 = (secret: string, now: Date) =>
  new SignJWT({ email: 'ada@example.com', email_verified: true, name: 'Ada' })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(publicUrl)
    .setAudience('authenticated')
    .setSubject('ada')
    .setIssuedAt(Math.floor(now.getTime() / 1000))
    .setExpirationTime(Math.floor(now.getTime() / 1000) + 3600)
    .sign(new TextEncoder().encode(secret))

const supabaseSecret = 'a-made-up-supabase-jwt-secret-of-32-bytes'

export const environment = section('Required Environment Variables', [
  [
    'SUPABASE_URL=https://your-project.supabase.co',
    async () => {
      expect(readConfig({ SUPABASE_URL: remoteIssuer }).SUPABASE_URL).toBe(remoteIssuer)
      expect(() => readConfig({ SUPABASE_URL: 'your-project' })).toThrow(/^SUPABASE_URL must look like/)
    },
  ],
  [
    'SUPABASE_SERVICE_KEY=your-service-role-key',
    async () => {
      expect(readConfig({ SUPABASE_SERVICE_KEY: 'made-up-key' }).SUPABASE_SERVICE_KEY).toBe('made-up-key')
    },
  ],
  [
    'SUPABASE_JWT_SECRET=your-supabase-jwt-secret',
    async () => {
      expect(readConfig({ SUPABASE_JWT_SECRET: supabaseSecret }).SUPABASE_JWT_SECRET).toBe(supabaseSecret)
      expect(() => readConfig({ SUPABASE_JWT_SECRET: 'short' })).toThrow(/^SUPABASE_JWT_SECRET must have/)
    },
  ],
  [
    'The `SUPABASE_SERVICE_KEY` … should be kept secure: no message repeats it',
    async () => {
      const key = 'made-up key with a space'
      expect(() => readConfig({ SUPABASE_SERVICE_KEY: key })).toThrow(/^SUPABASE_SERVICE_KEY must/)
      expect(() => readConfig({ SUPABASE_SERVICE_KEY: key })).not.toThrow(key)
    },
  ],
  [
    'When configured, all JWT operations will use `SUPABASE_JWT_SECRET`',
    async ({ running }) => {
      const server = await startTenantry(running.database.engine, { accessTokenSecret: supabaseSecret })
      try {
        const statusWith = async (secret: string) => {
          const authorization = `Bearer ${await hs256(secret, server.now())}`
          return (await server.send('/api/user/organization-status', { headers: { authorization } })).status
        }
        expect(await statusWith(supabaseSecret)).toBe(200)
        expect(await statusWith(secretKey)).toBe(401)
      } finally {
        await server.stop()
      }
    },
  ],
  [
    'If `SUPABASE_JWT_SECRET` is not provided, the system will fall back to using `SECRET_KEY`',
    async ({ running, send }) => {
      const path = '/api/user/organization-status'
      expect((await send('GET', path, { bearer: await hs256(secretKey, running.now()) })).status).toBe(200)
      expect((await send('GET', path, { bearer: await hs256(supabaseSecret, running.now()) })).status).toBe(401)
    },
  ],
  [
    'Without any of them, a provider that creates no accounts: 400, and nothing happened',
    async (world) => {
      const { createUser: _, ...provider } = (await remoteProvider({ now: world.running.now })).provider
      const server = await startTenantry(world.running.database.engine, { provider, profiles: [users()] })
      try {
        const admin = { email: `${unique(world, 'admin')}@example.com` }
        await server.as(admin).organizations.create({ body: { name: 'Acme', slug: unique(world, 'acme') } })
        const headers = { authorization: `Bearer ${await server.token(admin)}`, 'content-type': 'application/json' }
        const body = JSON.stringify({ email: 'new@example.com', full_name: 'New', password })
        const answer = await changesNothing(server, () =>
          server.send('/api/v1/users/', { method: 'POST', headers, body }),
        )
        expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'PROVIDER_REFUSED' }])
      } finally {
        await server.stop()
      }
    },
  ],
])
