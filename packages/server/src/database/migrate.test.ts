import { createDatabase } from '@tenantry/testing/database'
import { expect, inject, onTestFinished, test } from 'vitest'
import { assertRestrictedRole, migrate } from './migrate.ts'
import { postgres } from './postgres.ts'

/** A database in which somebody else's schema comes first on the search path of every connection. */
async function withOtherSchema(searchPath: string) {
  const created = await createDatabase(inject('postgresUrl'))
  const url = new URL(created.url)
  url.searchParams.set('options', `-c search_path=${searchPath}`)
  const database = postgres(url.href)
  onTestFinished(async () => {
    await database.close()
    await created.drop()
  })
  await database.runSql('CREATE SCHEMA other', [])
  return database
}

const tables = `SELECT DISTINCT schemaname FROM pg_tables WHERE tablename IN ('users', 'invitations')`

test('makes the tables where the functions look for them, whatever comes first on the search path', async () => {
  const database = await withOtherSchema('other,public')
  const applied = await migrate(database)
  expect(applied).toEqual(database.migrations.map(({ name }) => name))
  expect((await database.runSql(tables, [])).rows).toEqual([{ schemaname: 'public' }])
  await assertRestrictedRole(database)
  expect(await migrate(database)).toEqual([])
})

test('refuses to start where the same names mean other tables', async () => {
  const database = await withOtherSchema('other,public')
  await migrate(database)
  await database.runSql('CREATE TABLE other.users (id integer)', [])
  await expect(assertRestrictedRole(database)).rejects.toThrow('put public first')
})
