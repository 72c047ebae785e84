import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { createDatabase } from './database.ts'

test('gives a database of its own on PostgreSQL 15 or newer', async () => {
  await using database = await createDatabase(inject('postgresUrl'))
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const { rows } = await client.query('SHOW server_version_num')
  await client.end()
  expect(Number(rows[0].server_version_num)).toBeGreaterThan(150_000)
})

test('copies a template', async () => {
  await using origin = await createDatabase(inject('postgresUrl'))
  const first = new pg.Client({ connectionString: origin.url })
  await first.connect()
  await first.query('CREATE TABLE notes (text text)')
  await first.end()
  await using copy = await createDatabase(inject('postgresUrl'), { template: new URL(origin.url).pathname.slice(1) })
  const second = new pg.Client({ connectionString: copy.url })
  await second.connect()
  const { rows } = await second.query('SELECT count(*)::int AS count FROM notes')
  await second.end()
  expect(rows).toEqual([{ count: 0 }])
})
