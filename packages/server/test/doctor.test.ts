import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Check } from '@tenantry/core/provider'
import { createDatabase } from '@tenantry/testing/database'
import { freePort } from '@tenantry/testing/free-port'
import { startMailServer } from '@tenantry/testing/mail'
import { startRedis } from '@tenantry/testing/redis'
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest'
import { sites } from './providers/sites.ts'
import { runCommand } from './run-command.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenantry-doctor-'))
})
afterAll(() => rm(folder, { recursive: true }))

const secret = 'a-made-up-secret-of-more-than-32-bytes'

async function look(environment: Readonly<Record<string, string>>) {
  const { code, out, err } = await runCommand(['doctor', '--json'], { folder, environment })
  expect(err).toBe('')
  expect(out).not.toContain(secret)
  const { ok, checks } = JSON.parse(out) as { ok: boolean; checks: readonly Check[] }
  expect(ok).toBe(code === 0)
  // Whatever is wrong has a remedy, and nothing else has.
  expect(checks.filter(({ state, remedy }) => (state === 'passed') !== (remedy === null))).toEqual([])
  return { code, checks, named: (name: string) => checks.find((check) => check.name === name) }
}

test('has nothing to say against a machine of a developer, and leaves nothing there', async () => {
  const { code, checks } = await look({})
  expect(code).toBe(0)
  expect(checks.map(({ name, state }) => [name, state])).toEqual([
    ['Public URL', 'warning'],
    ['Secret key', 'warning'],
    ['Mail', 'warning'],
    ['Database', 'passed'],
  ])
  expect(existsSync(join(folder, '.tenantry'))).toBe(false)
})

test('tells which migrations are missing, and applies none', async () => {
  await using database = await createDatabase(inject('postgresUrl'))
  const environment = { DATABASE_URL: database.url, SECRET_KEY: secret }
  const before = await look(environment)
  expect(before.code).toBe(1)
  expect(before.named('Migrations')).toMatchObject({
    state: 'failed',
    found: expect.stringMatching(/^not applied: 0001_\w+\.sql, 0002/),
    remedy: expect.stringContaining('tenantry migrate'),
  })
  expect((await look(environment)).named('Migrations')?.state).toBe('failed')
  await runCommand(['migrate'], { folder, environment })
  const after = await look(environment)
  expect(after.code).toBe(0)
  expect(['Database', 'Migrations', 'Row-level security'].map((name) => after.named(name)?.state)).toEqual([
    'passed',
    'passed',
    'passed',
  ])
})

test('tells of everything that does not answer', { timeout: 60_000 }, async () => {
  const port = await freePort()
  const { code, named } = await look({
    PUBLIC_URL: 'http://app.example.com',
    DATABASE_URL: `postgres://somebody:made-up@127.0.0.1:${port}/app`,
    REDIS_URL: `redis://127.0.0.1:${port}`,
    SMTP_URL: `smtp://127.0.0.1:${port}`,
  })
  expect(code).toBe(1)
  expect(named('Database')).toMatchObject({ state: 'failed', found: expect.stringContaining('ECONNREFUSED') })
  expect(named('Redis')).toMatchObject({ state: 'failed', remedy: expect.stringContaining('REDIS_URL') })
  expect(named('Mail')).toMatchObject({ state: 'failed', remedy: expect.stringContaining('SMTP_URL') })
  expect(named('Public URL')).toMatchObject({ state: 'warning', found: expect.stringContaining('not encrypted') })
})

test('tells apart a database that is not there from one that lets nobody in', async () => {
  await using database = await createDatabase(inject('postgresUrl'))
  const missing = new URL(database.url)
  missing.pathname = '/no_such_database'
  expect((await look({ DATABASE_URL: missing.href })).named('Database')).toMatchObject({
    state: 'failed',
    found: 'database "no_such_database" does not exist',
    remedy: expect.stringContaining('in DATABASE_URL with those of the server'),
  })
})

test('signs in to the mail server, sends nothing, and counts in Redis once', async () => {
  await using server = await startMailServer()
  const redis = await startRedis()
  const { named } = await look({ SMTP_URL: server.url, MAIL_FROM: 'no-reply@example.com', REDIS_URL: redis?.url ?? '' })
  await redis?.stop()
  expect([named('Mail')?.state, server.mails]).toEqual(['passed', []])
  expect(named('Redis')?.state).toBe(redis ? 'passed' : undefined)
})

test('says that mails reach nobody where others use the app', async () => {
  expect((await look({ PUBLIC_URL: 'https://app.example.com' })).named('Mail')).toMatchObject({
    state: 'failed',
    remedy: 'set SMTP_URL and MAIL_FROM',
  })
})

test.each([
  [
    'kinde',
    { KINDE_CLIENT_SECRET: 'another-made-up-one' },
    'kinde: Token for the Management API',
    /KINDE_CLIENT_SECRET/,
  ],
  ['clerk', { CLERK_SECRET_KEY: 'sk_test_another' }, 'clerk: Secret key', /Clerk Dashboard › .+ CLERK_SECRET_KEY/],
  [
    'supabase',
    { SUPABASE_SERVICE_KEY: 'sb_secret_another' },
    'supabase: Service key',
    /Supabase Dashboard › .+ SUPABASE_SERVICE_KEY/,
  ],
] as const)('finds %s in order, and a wrong key where it is to be put right', async (name, wrong, check, place) => {
  const site = await sites[name]()
  onTestFinished(() => site.served.stop())
  const right = await look(site.environment)
  expect(right.checks.filter(({ state }) => state === 'failed')).toEqual([])
  expect(right.checks.filter((one) => one.name.startsWith(`${name}: `)).length).toBeGreaterThan(3)
  const { code, named } = await look({ ...site.environment, ...wrong })
  expect([code, named(check)]).toEqual([1, expect.objectContaining({ remedy: expect.stringMatching(place) })])
})

test('knows no other word than --json', async () => {
  const { code, out, err } = await runCommand(['doctor', '--jsn'], { folder })
  expect([code, out, err]).toEqual([1, '', expect.stringContaining("Unknown option '--jsn'")])
})
