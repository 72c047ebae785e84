import { createClient } from '@tenantry/core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { remoteProvider } from './seed-004/provider-double.ts'
import { engines, publicUrl, type Running, startTenantry } from './start-tenantry.ts'

const MINUTE = 60_000
const DEADLINE_MS = 2000
const password = 'a made-up passphrase'
const founder = { email: 'founder@example.com' }

let running: Running
let people = 0

/** A server beside a provider that keeps its people elsewhere. */
async function start(engine: (typeof engines)[number]) {
  const clock = { now: () => new Date('2026-03-01T12:00:00Z') }
  const double = await remoteProvider({ now: () => clock.now() })
  running = await startTenantry(engine, {
    provider: double.provider,
    providerDeadlines: { creationMs: DEADLINE_MS, callMs: 1000 },
  })
  clock.now = running.now
  return double
}

type Double = Awaited<ReturnType<typeof start>>

/** Somebody new, and what becomes of them here and there. */
function newcomer(double: Double) {
  const email = `new-${++people}@example.com`
  const signUp = () =>
    running
      .as(null)
      .auth.signup({ body: { email, password } })
      .then(
        () => 'ok',
        (error: { readonly code: string }) => error.code,
      )
  /** Whoever signs in at the provider, and what they are told here. */
  async function enter(): Promise<string> {
    const token = await double.signIn(email, password)
    const fetch = (input: RequestInfo | URL, init?: RequestInit) => running.tenantry.fetch(new Request(input, init))
    const client = createClient({ baseURL: publicUrl, fetch, getToken: async () => token })
    return client.organizations.status().then(
      () => 'ok',
      (error: { readonly code: string }) => error.code,
    )
  }
  /** Lets time pass, and the worker look at what is due. */
  async function pass(milliseconds: number): Promise<void> {
    running.advance(milliseconds)
    await running
      .as(founder)
      .invitations.decline({ body: { invitation_id: crypto.randomUUID() } })
      .catch(() => {})
  }
  const subjects = () => [...double.users.values()].filter((user) => user.email === email).map(({ id }) => id)
  const here = () =>
    running
      .rows<{ subject: string }>(
        `SELECT i.subject FROM users u JOIN identities i ON i.user_id = u.id WHERE u.email = '${email}'`,
      )
      .then((rows) => rows.map(({ subject }) => subject))
  const pending = () => running.rows(`SELECT subject, error FROM pending_accounts WHERE email = '${email}'`)
  return { email, double, signUp, enter, pass, subjects, here, pending }
}

/** Nothing is left: no account that is nobody's, no note of one. */
async function expectSettled({ pending }: Pick<ReturnType<typeof newcomer>, 'pending'>): Promise<void> {
  await expect.poll(pending).toEqual([])
  expect(await running.rows('SELECT FROM identities WHERE user_id IS NULL')).toEqual([])
}

const refuseUsers = async (on: boolean): Promise<void> => {
  if (!on) return void (await running.rows('DROP TRIGGER refuse ON users'))
  await running.rows(`CREATE OR REPLACE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'made up' USING ERRCODE = '53100'; END $$`)
  await running.rows('CREATE TRIGGER refuse BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION public.refuse()')
}

describe.each(engines)('accounts at a provider elsewhere, on %s', (engine) => {
  let double: Double
  beforeAll(async () => {
    double = await start(engine)
  })
  afterEach(() => {
    double.meanwhile.act = null
    double.late.length = 0
  })
  afterAll(() => running.stop())

  test('keep nobody waiting while they are made: others are answered, and no transaction is open', async () => {
    const scene = newcomer(double)
    const { promise, resolve } = Promise.withResolvers<void>()
    const asked = new Promise<void>((heard) => {
      double.meanwhile.act = async () => {
        heard()
        await promise
      }
    })
    const signingUp = scene.signUp()
    await asked
    expect((await running.send('/api/invitations/validate-token?token=made-up')).status).toBeLessThan(500)
    // One of a worker may be open at this moment, but not for long.
    const open = `SELECT FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%'`
    await expect.poll(() => running.rows(open)).toEqual([])
    expect(await scene.pending()).toHaveLength(1)
    resolve()
    expect(await signingUp).toBe('ok')
    expect(await scene.here()).toEqual(scene.subjects())
    await expectSettled(scene)
  })

  test('one that the provider does not answer for in time is refused in time, and removed when it turns up', async () => {
    const scene = newcomer(double)
    double.weather.createUser = 'silent'
    const since = performance.now()
    expect(await scene.signUp()).toBe('PROVIDER_UNAVAILABLE')
    expect(performance.now() - since).toBeLessThan(DEADLINE_MS + 3000)
    double.weather.createUser = 'well'
    // Its absence proves nothing yet.
    await scene.pass(MINUTE)
    expect(await scene.pending()).toHaveLength(1)
    for (const arrive of double.late) arrive()
    expect(scene.subjects()).toHaveLength(1)
    await scene.pass(5 * MINUTE)
    await expect.poll(scene.subjects).toEqual([])
    await expectSettled(scene)
    expect(await scene.signUp()).toBe('ok')
    expect(await scene.here()).toEqual(scene.subjects())
  })

  test('one that never turns up is forgotten when it can no longer arrive', async () => {
    const scene = newcomer(double)
    double.weather.createUser = 'silent'
    expect(await scene.signUp()).toBe('PROVIDER_UNAVAILABLE')
    double.weather.createUser = 'well'
    await scene.pass(11 * MINUTE)
    await expectSettled(scene)
  })

  test('one whose answer was lost is removed before the refusal, so that the next try finds the address free', async () => {
    const scene = newcomer(double)
    double.weather.createUser = 'lost'
    expect(await scene.signUp()).toBe('PROVIDER_UNAVAILABLE')
    expect(scene.subjects()).toEqual([])
    await expectSettled(scene)
    double.weather.createUser = 'well'
    expect(await scene.signUp()).toBe('ok')
    expect(await scene.here()).toEqual(scene.subjects())
  })

  test('one that cannot be removed at once is removed by whoever comes back for the address', async () => {
    const scene = newcomer(double)
    await refuseUsers(true)
    double.weather.deleteUser = 'offline'
    expect(await scene.signUp()).toBe('INTERNAL')
    const [left] = scene.subjects()
    expect(await scene.pending()).toEqual([{ subject: left, error: 'unavailable' }])
    // It is about to be removed: nobody comes in with it.
    await refuseUsers(false)
    double.users.set(left ?? '', {
      ...(double.byEmail(scene.email) ?? { marker: '', email: scene.email, name: null }),
      id: left ?? '',
      password,
      emailVerified: true,
    })
    expect(await scene.enter()).toBe('UNAUTHENTICATED')
    double.weather.deleteUser = 'well'
    expect(await scene.signUp()).toBe('ok')
    expect(scene.subjects()).not.toContain(left)
    expect(await scene.here()).toEqual(scene.subjects())
    await expectSettled(scene)
  })

  test('one that a person signs in with before the commit is theirs, and stays', async () => {
    const scene = newcomer(double)
    double.meanwhile.act = async (user) => {
      double.users.set(user.id, { ...user, emailVerified: true })
      expect(await scene.enter()).toBe('ok')
    }
    expect(await scene.signUp()).toBe('CONFLICT')
    expect(await scene.here()).toEqual(scene.subjects())
    expect(scene.subjects()).toHaveLength(1)
    await expectSettled(scene)
  })

  test('of several who want the same address at once one gets it, and nobody can tell', async () => {
    const scene = newcomer(double)
    expect(await Promise.all([scene.signUp(), scene.signUp(), scene.signUp()])).toEqual(['ok', 'ok', 'ok'])
    expect(scene.subjects()).toHaveLength(1)
    expect(await scene.here()).toEqual(scene.subjects())
    await expectSettled(scene)
  })

  test('an address that the provider has already, and no user here, is told by a mail alone', async () => {
    const scene = newcomer(double)
    const known = { marker: '', email: scene.email, password, name: null, emailVerified: true, id: 'known' }
    double.users.set('known', known)
    expect(await scene.signUp()).toBe('ok')
    await expect.poll(() => running.mails().filter(({ to }) => to === scene.email).length).toBe(1)
    expect(scene.subjects()).toEqual(['known'])
    await expectSettled(scene)
    expect(await scene.enter()).toBe('ok')
    expect(await scene.here()).toEqual(['known'])
  })

  test('an address is proved there first: while the provider is away the link stays good', async () => {
    const scene = newcomer(double)
    expect(await scene.signUp()).toBe('ok')
    const path = `/api/auth/verify-email?token=${await running.tokenFor(scene.email)}`
    double.weather.createUser = 'offline'
    expect((await running.send(path)).status).toBe(503)
    double.weather.createUser = 'well'
    expect((await running.send(path)).status).toBe(302)
    expect(double.byEmail(scene.email)).toMatchObject({ emailVerified: true })
    const before = double.calls.length
    expect((await running.send(path)).status).toBe(302)
    expect(double.calls).toHaveLength(before)
  })
})
