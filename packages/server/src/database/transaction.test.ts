import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { engines, openDatabase } from '../../test/start-tenantry.ts'
import { type Database, runSqlOn, type Tx } from './database.ts'
import { inTransaction } from './transaction.ts'
import { isUnreachable } from './unreachable.ts'

describe.each(engines)('a transaction on %s', (engine) => {
  let database: Database
  beforeAll(async () => {
    database = await openDatabase(engine)
    await database.runSql('CREATE TABLE numbers (number integer PRIMARY KEY)', [])
  })
  afterAll(() => database.close())
  beforeEach(() => database.runSql('TRUNCATE numbers', []))

  const insert = (tx: Tx, number: number) => runSqlOn(tx)('INSERT INTO numbers VALUES ($1)', [number])
  const numbers = async () => {
    const { rows } = await database.runSql('SELECT number FROM numbers ORDER BY number', [])
    return (rows as { number: number }[]).map(({ number }) => number)
  }
  const taken = { code: '23505', constraint: 'numbers_pkey' }

  test('a statement with none of its own fails when what speaks at the commit does', async () => {
    await database.runSql('CREATE TABLE late (number integer UNIQUE DEFERRABLE INITIALLY DEFERRED)', [])
    const insertTwice = 'INSERT INTO late SELECT $1::integer FROM generate_series(1, 2)'
    await expect(database.runSql(insertTwice, [1])).rejects.toMatchObject({ code: '23505' })
    await expect(sql`INSERT INTO late VALUES (2), (2)`.execute(database.kysely)).rejects.toMatchObject({
      code: '23505',
    })
    expect((await database.runSql('SELECT FROM late', [])).rows).toEqual([])
  })

  test('runs what is started together in the order it was started', async () => {
    const counts = await inTransaction(database, (tx) =>
      Promise.all(
        [1, 2, 3].map(async (number) => {
          const [, counted] = await Promise.all([
            insert(tx, number),
            sql<{ count: number }>`SELECT count(*)::int FROM numbers`.execute(tx),
          ])
          return counted.rows[0]?.count
        }),
      ),
    )
    expect(counts).toEqual([1, 2, 3])
    expect(await numbers()).toEqual([1, 2, 3])
  })

  test('fails with the failure that the others followed from, however deep that one was thrown', async () => {
    const deep = async (tx: Tx) => {
      const answer = (async () => (async () => insert(tx, 1))())()
      return await answer
    }
    const failing = inTransaction(database, (tx) =>
      Promise.all([insert(tx, 1), deep(tx), insert(tx, 2), insert(tx, 3), insert(tx, 3)]),
    )
    await expect(failing).rejects.toMatchObject(taken)
    expect(await numbers()).toEqual([])
  })

  test('keeps what was written last, without having waited for it', async () => {
    const answer = await inTransaction(database, async (tx, last) => {
      await insert(tx, 1)
      last(insert(tx, 2))
      last(insert(tx, 3))
      return 'done'
    })
    expect(answer).toBe('done')
    expect(await numbers()).toEqual([1, 2, 3])
  })

  test('fails with what was written last', async () => {
    const failing = inTransaction(database, async (tx, last) => {
      await insert(tx, 1)
      last(insert(tx, 1))
      last(insert(tx, 2))
    })
    await expect(failing).rejects.toMatchObject(taken)
    expect(await numbers()).toEqual([])
  })

  test('never says that it is done when a failure was swallowed', async () => {
    const failing = inTransaction(database, async (tx) => {
      await insert(tx, 1)
      await insert(tx, 1).catch(() => {})
    })
    await expect(failing).rejects.toMatchObject(taken)
    expect(await numbers()).toEqual([])
  })

  test('says what the work said that failed, and not what the database said before', async () => {
    const failing = inTransaction(database, async (tx, last) => {
      last(insert(tx, 1))
      await insert(tx, 1).catch(() => {})
      throw new Error('not today')
    })
    await expect(failing).rejects.toThrow('not today')
    expect(await numbers()).toEqual([])
  })

  test('sends nothing more when it is over', async () => {
    const late = Promise.withResolvers<unknown>()
    const failing = inTransaction(database, (tx) =>
      Promise.all([
        insert(tx, 1)
          .then(() => insert(tx, 2))
          .then(() => insert(tx, 3))
          .catch(late.resolve),
        insert(tx, 1),
      ]),
    )
    await expect(failing).rejects.toMatchObject(taken)
    expect(await late.promise).toBeInstanceOf(Error)
    expect(await numbers()).toEqual([])
  })

  test('runs again when what was written last lost a race', async () => {
    let tries = 0
    await inTransaction(database, async (tx, last) => {
      tries += 1
      await insert(tx, tries)
      const lost = sql`DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = 'serialization_failure'; END $$`
      if (tries < 3) last(lost.execute(tx))
    })
    expect(tries).toBe(3)
    expect(await numbers()).toEqual([3])
  })

  test('goes on after a failure with a connection that works', async () => {
    await expect(inTransaction(database, (tx) => runSqlOn(tx)('SELECT $1::int / 0', [1]))).rejects.toThrow('zero')
    await inTransaction(database, (tx) => insert(tx, 1))
    expect(await numbers()).toEqual([1])
  })
})

test('on PostgreSQL, fails as a whole with a value that cannot be sent', async () => {
  const database = await openDatabase('postgres')
  const circular: Record<string, unknown> = {}
  circular.self = circular
  const one = (tx: Tx, value: unknown) => runSqlOn(tx)('SELECT $1::text AS one', [value])
  const failing = inTransaction(database, (tx) => Promise.all([one(tx, 'a'), one(tx, circular), one(tx, 'b')]))
  await expect(failing).rejects.toThrow(TypeError)
  const { rows } = await inTransaction(database, (tx) => one(tx, 'c'))
  expect(rows).toEqual([{ one: 'c' }])
  await database.close()
})

test('says so when its connection is cut, and the next transaction has another', async () => {
  const database = await openDatabase('postgres')
  const cut = inTransaction(database, async (tx, last) => {
    const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(tx)
    await database.runSql('SELECT pg_terminate_backend($1)', [rows[0]?.pid])
    last(runSqlOn(tx)('SELECT 1', []))
    await runSqlOn(tx)('SELECT 1', [])
  })
  await expect(cut).rejects.toSatisfy(isUnreachable)
  expect(await inTransaction(database, async (tx) => (await runSqlOn(tx)('SELECT 1 AS one', [])).rows)).toEqual([
    { one: 1 },
  ])
  await database.close()
})
