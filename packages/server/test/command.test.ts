import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDatabase } from '@tenantry/testing/database'
import { freePort } from '@tenantry/testing/free-port'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest'
import { startProxy } from './proxy.ts'
import { type Run, runCommand } from './run-command.ts'
import { serve } from './serve-process.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenantry-command-'))
})
afterAll(() => rm(folder, { recursive: true }))

const run = (args: readonly string[], rest: Omit<Run, 'folder'> = {}) => runCommand(args, { folder, ...rest })
const usage = /^Usage:\n {2}tenantry serve .+\n {2}tenantry migrate .+\n {2}tenantry doctor .+\n$/

test.each([[['--help']], [['help']]])('says what it can do when asked by %j', async (args) => {
  expect(await run(args)).toEqual({ code: 0, out: expect.stringMatching(usage), err: '' })
})

test.each([[[]], [['sevre']], [['constructor']]])('says what it can do, and fails, when told %j', async (args) => {
  expect(await run(args)).toEqual({ code: 2, out: '', err: expect.stringMatching(usage) })
})

test.each([
  [{ TENANTRY_PROVIDER: 'kinde' }, /^KINDE_DOMAIN must be set, since TENANTRY_PROVIDER is kinde\.\n$/],
  [{ TENANTRY_PROVIDER: 'auth0' }, /^TENANTRY_PROVIDER must be embedded, kinde, clerk or supabase\.\n$/],
  [{ PORT: 'http' }, /^PORT must be a whole number from 0 to 65535\.\n$/],
  [{ HOST: '192.0.2.1', PORT: '0', DATABASE_URL: 'memory:' }, /^listen EADDRNOTAVAIL.*192\.0\.2\.1\n$/],
])('does not serve with %j, and says why in one sentence', { timeout: 60_000 }, async (environment, words) => {
  expect(await run(['serve'], { environment })).toEqual({ code: 1, out: '', err: expect.stringMatching(words) })
})

const without = (name: string) => [
  '--import',
  `data:text/javascript,${encodeURIComponent(`
    import { registerHooks } from 'node:module'
    registerHooks({ resolve(specifier, context, next) {
      if (specifier !== '${name}') return next(specifier, context)
      throw Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' })
    } })`)}`,
]

test.each<[name: string, words: RegExp, environment?: Readonly<Record<string, string>>]>([
  [
    '@electric-sql/pglite',
    /^DATABASE_URL names no PostgreSQL server.+ @electric-sql\/pglite, is not installed\.\n$/,
    { DATABASE_URL: '' },
  ],
  ['@tenantry/better-auth', /^TENANTRY_PROVIDER is embedded.+ @tenantry\/better-auth is not installed\.\n$/],
  [
    '@tenantry/kinde',
    /^TENANTRY_PROVIDER is kinde.+ @tenantry\/kinde is not installed\.\n$/,
    {
      TENANTRY_PROVIDER: 'kinde',
      KINDE_DOMAIN: 'acme.kinde.com',
      KINDE_CLIENT_ID: 'made-up',
      KINDE_CLIENT_SECRET: 'made-up',
    },
  ],
  [
    '@tenantry/clerk',
    /^TENANTRY_PROVIDER is clerk.+ @tenantry\/clerk is not installed\.\n$/,
    { TENANTRY_PROVIDER: 'clerk', CLERK_SECRET_KEY: 'sk_test_made_up' },
  ],
  [
    '@tenantry/supabase',
    /^TENANTRY_PROVIDER is supabase.+ @tenantry\/supabase is not installed\.\n$/,
    {
      TENANTRY_PROVIDER: 'supabase',
      SUPABASE_URL: 'https://your-project.supabase.co',
      SUPABASE_SERVICE_KEY: 'sb_secret_made_up',
    },
  ],
])('names the package %s when it is missing', async (name, words, more = {}) => {
  const environment = { PORT: '0', DATABASE_URL: inject('postgresUrl'), ...more }
  const { code, err } = await run(['serve'], { environment, node: without(name) })
  expect([code, err]).toEqual([1, expect.stringMatching(words)])
})

test('migrates once, and says the second time that nothing was left to do', async () => {
  await using database = await createDatabase(inject('postgresUrl'))
  const environment = { DATABASE_URL: database.url }
  const [first, second] = [await run(['migrate'], { environment }), await run(['migrate'], { environment })]
  expect(first).toEqual({ code: 0, out: expect.stringMatching(/^(applied \d{4}_\w+\.sql\n)+done\n$/), err: '' })
  expect(second).toEqual({ code: 0, out: 'the database is up to date\n', err: '' })
})

test('ends when a database that came up late can never be used', { timeout: 60_000 }, async () => {
  await using database = await createDatabase(inject('postgresUrl'))
  const missing = new URL(database.url)
  missing.pathname = '/no_such_database'
  const port = await freePort()
  const address = new URL(missing)
  address.host = `127.0.0.1:${port}`
  const served = await serve(folder, { DATABASE_URL: address.href, LOG_LEVEL: 'silent' })
  expect((await fetch(`${served.url}/readyz`)).status).toBe(503)
  const proxy = await startProxy(missing.href, port)
  onTestFinished(proxy.close)
  expect(await served.ended).toEqual({
    code: 1,
    written: expect.stringMatching(/\ndatabase "no_such_database" does not exist\n$/),
  })
})

test('ends at once when the database grants too little', { timeout: 60_000 }, async () => {
  await using database = await createDatabase(inject('postgresUrl'))
  const owner = new pg.Client({ connectionString: inject('postgresUrl') })
  await owner.connect()
  const role = `weak_${Date.now()}`
  await owner.query(`CREATE ROLE ${role} LOGIN PASSWORD 'made-up'`)
  const address = new URL(database.url)
  address.username = role
  address.password = 'made-up'
  const environment = { PORT: '0', LOG_LEVEL: 'silent', DATABASE_URL: address.href }
  const { code, out, err } = await run(['serve'], { environment })
  await owner.query(`DROP ROLE ${role}`)
  await owner.end()
  expect([code, out, err]).toEqual([1, '', expect.stringMatching(/^permission denied .+\n$/)])
})
