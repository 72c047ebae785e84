import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addUser } from '../test/add-user.ts'
import { openBrowser } from '../test/browser.ts'
import { engines, openSite, type TestSite } from '../test/harness.ts'

const user = { email: 'ada@example.com', password: 'made-up passphrase', name: null, emailVerified: false }

describe.each(engines)('start on %s', (engine) => {
  let site: TestSite

  beforeAll(async () => {
    site = await openSite(engine)
  })
  afterAll(() => site[Symbol.asyncDispose]())

  test('prepares one schema and one key, however many processes start at once', async () => {
    const providers = Array.from({ length: 4 }, () => site.provider())
    await Promise.all(providers.map((provider) => provider.start()))
    const tables = await site.sql(`SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = 'auth' ORDER BY 1`)
    expect(tables.map(({ name }) => name)).toEqual(['account', 'jwks', 'rateLimit', 'session', 'user', 'verification'])
    expect(await site.sql('SELECT count(*)::int AS keys FROM auth.jwks')).toEqual([{ keys: 1 }])
  })

  test('changes nothing the second time', async () => {
    const provider = site.provider()
    await provider.start()
    await provider.start()
    expect(await site.sql('SELECT count(*)::int AS keys FROM auth.jwks')).toEqual([{ keys: 1 }])
  })

  test('puts nothing beside the tables of others', async () => {
    const strays = await site.sql(`SELECT tablename FROM pg_tables
      WHERE schemaname NOT IN ('auth', 'pg_catalog', 'information_schema')`)
    expect(strays).toEqual([])
  })

  test('never touches the search path of a shared connection', async () => {
    const provider = site.provider()
    await addUser(site, provider, user)
    await openBrowser(provider).post('/auth/sign-in/email', user)
    const [path] = await site.sql('SHOW search_path')
    expect(path?.search_path).toMatch(/public/)
    expect(path?.search_path).not.toMatch(/auth/)
    await expect(site.sql('SELECT * FROM verification')).rejects.toThrow(/does not exist/)
  })

  test.each([
    ['read a password', 'SELECT password FROM auth.account'],
    ['replace a password', `UPDATE auth.account SET password = ''`],
    ['rename a person', `UPDATE auth."user" SET email = ''`],
    ['read a session', 'SELECT * FROM auth.session'],
    ['read the signing key', 'SELECT * FROM auth.jwks'],
    ['read a reset', 'SELECT * FROM auth.verification'],
  ])('does not let the role of the server %s', async (_, statement) => {
    await expect(site.transaction((runSql) => runSql(statement, []))).rejects.toThrow(/permission denied/)
  })

  test('works in a schema of another name', async () => {
    const provider = site.provider({ schema: 'people' })
    await provider.start()
    await addUser(site, provider, { ...user, email: 'eve@example.com' })
    const response = await openBrowser(provider).post('/auth/sign-in/email', { ...user, email: 'eve@example.com' })
    expect(response.status).toBe(200)
    expect(await site.sql(`SELECT email FROM people."user"`)).toEqual([{ email: 'eve@example.com' }])
  })
})

test.each([
  ['a short secret', { secret: 'too short' }],
  ['a schema that is no plain name', { schema: 'auth"; DROP SCHEMA public; --' }],
  ['a role that is no plain name', { grantTo: 'server; DROP ROLE postgres' }],
  ['a base path without a slash', { basePath: 'auth' }],
  ['a public address that is none', { publicUrl: 'example' }],
])('refuses %s before anything happens', async (_, options) => {
  await using site = await openSite('PostgreSQL')
  expect(() => site.provider(options)).toThrow(TypeError)
})
