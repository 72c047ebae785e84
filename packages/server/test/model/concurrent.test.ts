import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commands } from './commands.ts'
import { newTally } from './play.ts'
import { seed, tell } from './sequences.ts'
import { roundsOf, storm } from './storm.ts'
import { openWorld, type World } from './world.ts'

const runs = Number(process.env.MODEL_RUNS ?? 25)
const MOST_ROUNDS = 12

let world: World
beforeAll(async () => {
  // PGlite runs transactions one after another.
  world = await openWorld('postgres')
})
afterAll(() => world.running.stop())

// Commands that are over at once for everybody leave nothing to meet at.
const meeting = commands.filter(({ name }) => !name.startsWith('read '))

test(`${runs} random storms of four clients, of seed ${seed}, leave nothing untrue`, {
  timeout: 3_600_000,
}, async () => {
  const tally = newTally()
  const property = fc.asyncProperty(roundsOf(meeting, MOST_ROUNDS), (rounds) => storm(world, meeting, rounds, tally))
  await fc.assert(property, { seed, numRuns: runs })
  tell('model with four clients on postgres', tally)
  expect(tally.runs).toBe(runs)
  const [row] = await world.running.rows<{ deadlocks: number }>(
    'SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()',
  )
  console.log(`deadlocks that PostgreSQL ended and a new try resolved: ${row?.deadlocks}`)
})
