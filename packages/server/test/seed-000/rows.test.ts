import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { recommendedFixes, testingChecklist } from './rows.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld(inject('postgresUrl'))
})
afterAll(() => world.close())

/** Every section with its count of lines in the seed: a row that goes missing is noticed. */
const sections = [
  ['Testing Checklist', testingChecklist, 5],
  ['Recommended Fixes', recommendedFixes, 16],
] as const

for (const [name, rows, expected] of sections) {
  describe(`seed 000: ${name}`, () => {
    test(`has ${expected} rows`, () => {
      expect(new Set(rows.map(([line]) => line)).size).toBe(expected)
    })
    for (const [line, prove] of rows) {
      test(line, async () => {
        world.faults.clear()
        await prove(world)
      })
    }
  })
}
