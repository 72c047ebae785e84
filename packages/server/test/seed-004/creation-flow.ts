import { expect } from 'vitest'
import { changesNothing } from '../seed-003/proofs.ts'
import { isRefused, leavesNothing, whileInsertsFail } from './proofs.ts'
import { remoteIssuer } from './provider-double.ts'
import { section } from './world.ts'

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
