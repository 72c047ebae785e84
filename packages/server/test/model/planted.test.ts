import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Command } from './command.ts'
import { commands } from './commands.ts'
import { newTally, play } from './play.ts'
import { sequencesOf } from './steps.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld('postgres')
})
afterAll(() => world.running.stop())

const few = commands.filter(({ name }) => /^(organizations|invitations|members|teams)\./.test(name))

/** The shortest sequence that was found to show a defect, by the names of its commands; null when none was. */
async function shortest(planted: World, played: readonly Command[] = few): Promise<string[] | null> {
  const property = fc.asyncProperty(sequencesOf(played, 30), (steps) => play(planted, played, steps, newTally()))
  const { failed, counterexample } = await fc.check(property, { seed: 1, numRuns: 100 })
  return failed ? (counterexample?.[0] ?? []).map(({ command }) => command) : null
}

const sql = (statement: string) => world.running.database.runSql(statement, [])

test('finds a server that lets the last admin leave', { timeout: 120_000 }, async () => {
  await sql('ALTER TABLE user_organizations DISABLE TRIGGER check_membership')
  const { running } = world
  const careless: typeof running.send = async (path, init) => {
    const [, organization] = /^\/api\/organizations\/([\w-]+)\/leave$/.exec(path) ?? []
    if (organization)
      await sql(`UPDATE user_organizations SET role = 'employee' WHERE organization_id = '${organization}'`)
    return running.send(path, init)
  }
  expect(await shortest({ ...world, running: { ...running, send: careless } })).toEqual([
    'organizations.create',
    'members.leave',
  ])
  await sql('ALTER TABLE user_organizations ENABLE TRIGGER check_membership')
})

test('finds a database that passes no default on', { timeout: 120_000 }, async () => {
  await sql('ALTER TABLE user_organizations DISABLE TRIGGER pass_default_on')
  const found = await shortest(world)
  expect(found?.at(-1)).toMatch(/^(organizations\.remove|members\.(leave|remove))$/)
  // At most: two founders, an invitation from one to the other, and the end of a membership.
  expect(found?.length).toBeLessThanOrEqual(5)
  await sql('ALTER TABLE user_organizations ENABLE TRIGGER pass_default_on')
})

test('finds a change that is not written down', { timeout: 120_000 }, async () => {
  await sql(`CREATE RULE unseen AS ON INSERT TO audit_events WHERE NEW.action = 'team.created' DO INSTEAD NOTHING`)
  expect(await shortest(world)).toEqual(['organizations.create', 'teams.create'])
  await sql('DROP RULE unseen ON audit_events')
})

test('finds a model that was told something wrong', { timeout: 120_000 }, async () => {
  const misled = few.map((command): Command => {
    if (command.name !== 'teams.create') return command
    return {
      ...command,
      plan(model, step) {
        const plan = command.plan(model, step)
        return plan && 'expected' in plan ? { ...plan, next: () => {} } : plan
      },
    }
  })
  expect(await shortest(world, misled)).toEqual(['organizations.create', 'teams.create'])
})
