import { CompiledQuery } from 'kysely'
import { expect, inject, test } from 'vitest'
import { type Cost, costsAt } from './measure.ts'

// Enough for PostgreSQL to prefer an index wherever there is one that fits; SCALE=1000000 is what large hosts have.
const SIZE = Number(process.env.SCALE ?? 100_000)
const SMALL = 1_000
/** Of a table as small as this one page or two are read at once, however it is asked. */
const MANY_ROWS = SIZE / 40

const nameOf = ({ by, method, path }: Cost['probe']) => `${method} ${path} by person ${by}`

test('no list and no lookup reads a table from one end to the other', { timeout: 900_000 }, async () => {
  const costs = await costsAt(SIZE, inject('postgresUrl'))
  const wrong = costs.flatMap(({ probe, status, scans }) => [
    ...(status === 200 ? [] : [`${nameOf(probe)} answers ${status}`]),
    ...scans
      .filter(({ rows }) => rows >= MANY_ROWS)
      .map(({ table, rows }) => `${nameOf(probe)} reads ${rows} rows of ${table}`),
  ])
  if (process.env.SCALE) await compare(costs)
  expect([...new Set(wrong)]).toEqual([])
})

test('a list that does read a table from one end to the other is found', { timeout: 60_000 }, async () => {
  const [cost] = await costsAt(SMALL, inject('postgresUrl'), async ({ database }) => {
    await database.kysely.executeQuery(CompiledQuery.raw(`SELECT id FROM users WHERE full_name LIKE '%7'`))
    return 200
  })
  expect(cost?.scans).toContainEqual({ table: 'users', rows: SMALL })
})

/** Prints how much longer each probe takes in a large crowd than in a small one. */
async function compare(large: readonly Cost[]): Promise<void> {
  const small = await costsAt(SMALL, inject('postgresUrl'))
  const rows = large.map(({ probe, milliseconds }, index) => {
    const before = small[index]?.milliseconds ?? Number.NaN
    return [nameOf(probe), { [SMALL]: before, [SIZE]: milliseconds, ratio: Number((milliseconds / before).toFixed(2)) }]
  })
  console.table(Object.fromEntries(rows))
}
