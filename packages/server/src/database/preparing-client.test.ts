import { createDatabase } from '@tenantry/testing/database'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { PreparingClient } from './preparing-client.ts'

let created: Awaited<ReturnType<typeof createDatabase>>
let client: PreparingClient
beforeAll(async () => {
  created = await createDatabase(inject('postgresUrl'))
  client = new PreparingClient({ connectionString: created.url })
  await client.connect()
  await client.query('CREATE TABLE numbers (number integer, word text)')
})
afterAll(async () => {
  await client.end()
  await created.drop()
})
beforeEach(() => client.query('TRUNCATE numbers'))

const prepared = async () =>
  (await client.query<{ statement: string }>('SELECT statement FROM pg_prepared_statements')).rows.map(
    ({ statement }) => statement,
  )
const insert = (rows: number) =>
  `insert into numbers values ${Array.from({ length: rows }, (_, row) => `($${2 * row + 1}, $${2 * row + 2})`).join(', ')}`
const values = (rows: number) => Array.from({ length: rows }, (_, row) => [row, 'word']).flat()

test('prepares what has values, once', async () => {
  const question = 'select $1::integer + 1 as sum'
  for (const number of [1, 2]) expect((await client.query(question, [number])).rows).toEqual([{ sum: number + 1 }])
  await client.query(insert(1), values(1))
  expect(await prepared()).toEqual(expect.arrayContaining([question, insert(1)]))
  expect((await prepared()).filter((text) => text === question)).toHaveLength(1)
})

test('runs inserts of many rows and very long texts without keeping them', async () => {
  const long = `select $1::integer as one /* ${'long '.repeat(1_000)} */`
  const before = await prepared()
  for (let rows = 2; rows < 40; rows++) await client.query(insert(rows), values(rows))
  expect((await client.query(long, [1])).rows).toEqual([{ one: 1 }])
  expect(await prepared()).toEqual(before)
})
