import { errorsOf, isSafe, statusOf } from '@tenantry/core'
import { expect } from 'vitest'
import type { Command, Plan, Step } from './command.ts'
import { booksOf } from './ledger.ts'
import { factsOf, type Model, readFacts } from './state.ts'
import { type Answer, begin, faultsOf, send, violationsIn, type World } from './world.ts'

/** What was done, to be told at the end. */
export interface Tally {
  runs: number
  commands: number
  readonly outcomes: Map<string, number>
}

export const newTally = (): Tally => ({ runs: 0, commands: 0, outcomes: new Map() })

export function count(tally: Tally, outcome: string): void {
  tally.commands += 1
  tally.outcomes.set(outcome, (tally.outcomes.get(outcome) ?? 0) + 1)
}

/** Plays one sequence from the beginning; throws at the first thing that is not as the model says. */
export async function play(world: World, commands: readonly Command[], steps: readonly Step[], tally: Tally) {
  const model = await begin(world)
  tally.runs += 1
  for (const step of steps) {
    const done = await turn(world, model, step, commands)
    if (done === null) continue
    count(tally, done)
    await checkAll(world, model)
  }
}

async function turn(world: World, model: Model, step: Step, commands: readonly Command[]): Promise<string | null> {
  const command = commands.find(({ name }) => name === step.command)
  const plan = command?.plan(model, step)
  if (!command || !plan) return null
  if ('pass' in plan) {
    await plan.pass(model, world)
    return command.name
  }
  await plan.prepare(world)
  const key = world.newKey()
  const input = await plan.input(world)
  const answer = await send(world, { ...plan, input, key })
  const told = `${command.name} by ${plan.by?.name ?? 'nobody'} ${JSON.stringify(input)}`
  expect(outcomeOf(plan, answer), told).toBe(plan.expected)
  if (plan.expected === 'ok') {
    expect(plan.shows(answer.body), told).toEqual(plan.shown)
    await plan.next(model, answer.body, world)
    // Whose answer was lost asks again, and hears the same; that nothing happens again is for the checks to see.
    if (step.who % 3 === 0 && !isSafe(plan.endpoint))
      expect(await send(world, { ...plan, input, key }), told).toEqual(answer)
  }
  return `${command.name} ${plan.expected}`
}

/** What an answer came to. Where a dialect names no code, its status has to do. */
function outcomeOf({ endpoint, expected }: Pick<Plan, 'endpoint' | 'expected'>, { status, body }: Answer): string {
  if (status < 300) return 'ok'
  const { code } = body as { readonly code?: string }
  const isMeant = expected !== 'ok' && status === statusOf(endpoint, expected)
  if (isMeant && (code === undefined || code === expected)) return expected
  const known = Object.entries(errorsOf(endpoint)).some(([name, its]) => name === code && its === status)
  return `${known ? '' : 'undocumented '}${status} ${code ?? JSON.stringify(body)}`
}

async function checkAll(world: World, model: Model): Promise<void> {
  const { running } = world
  const facts = await readFacts(running)
  model.events.sort()
  expect(facts).toEqual(factsOf(model))
  expect(await violationsIn(world)).toEqual([])
  const { written, there } = await booksOf(running, facts)
  expect(written).toEqual(there)
  expect(faultsOf(world)).toEqual([])
}
