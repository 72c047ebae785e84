import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lastingRules } from '../invariants.ts'
import type { Engine } from '../start-tenantry.ts'
import { commands } from './commands.ts'
import { newTally, play, type Tally } from './play.ts'
import { sequencesOf } from './steps.ts'
import { openWorld, type World } from './world.ts'

const runs = Number(process.env.MODEL_RUNS ?? 40)
/** Another one every day, and the same one all day. */
export const seed = Number(process.env.MODEL_SEED ?? Math.floor(Date.now() / 86_400_000))
const LONGEST = 40

/** Plays random sequences on one engine. */
export function playOn(engine: Engine): void {
  let world: World
  beforeAll(async () => {
    world = await openWorld(engine)
  })
  afterAll(() => world.running.stop())

  test(`${runs} random sequences of seed ${seed} go on ${engine} as the model says`, {
    timeout: 3_600_000,
  }, async () => {
    const tally = newTally()
    const property = fc.asyncProperty(sequencesOf(commands, LONGEST), (steps) => play(world, commands, steps, tally))
    await fc.assert(property, { seed, numRuns: runs, endOnFailure: false })
    tell(`model on ${engine}`, tally)
    expect(tally.runs).toBe(runs)
  })
}

/** Prints what was done, and the seed that does it again. */
export function tell(title: string, { runs, commands: played, outcomes }: Tally): void {
  const kinds = new Set([...outcomes.keys()].map((outcome) => outcome.replace(/ [A-Z_]+$|ok$/, '')))
  console.log(
    `${title}: ${runs} runs, ${played} commands, ${outcomes.size} outcomes of ${kinds.size} kinds, ` +
      `${lastingRules} sentences of SQL after each; MODEL_SEED=${seed} MODEL_RUNS=${runs} repeats it`,
  )
  if (process.env.MODEL_TELL) console.table(Object.fromEntries([...outcomes].sort()))
}
