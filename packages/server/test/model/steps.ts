import fc from 'fast-check'
import { type Command, MISSING, type Step } from './command.ts'

const step = (command: string, numbers: Partial<Step> = {}): Step => {
  return { command, by: 0, at: 0, who: 0, role: 0, pick: 0, ...numbers }
}

/** Two organizations with members, a team, and somebody who asks to come in: most of what can happen needs them. */
export const opening: readonly Step[] = [
  step('organizations.create', { role: 1 }),
  step('organizations.create', { by: 2, pick: 1, who: 1, role: 2 }),
  step('invitations.create', { who: 1 }),
  step('invitations.accept'),
  step('invitations.create', { at: 1, role: 1 }),
  step('invitations.accept'),
  step('organizations.join', { at: 1 }),
  step('teams.create'),
]

// Without the bias to the ends of the range, which would all too often ask for what is missing.
const number = fc.noBias(fc.nat({ max: 2 * MISSING }))

/** One thing that somebody does, likelier the more its command weighs. */
function stepsOf(commands: readonly Command[]): fc.Arbitrary<Step> {
  const weighed = commands.map(({ name, weight }) => ({ weight: weight * 2, arbitrary: fc.constant(name) }))
  const numbers = { by: number, at: number, who: number, role: number, pick: number }
  // A shorter sequence says more than smaller numbers, which mean something else to each command.
  return fc.noShrink(fc.record({ command: fc.oneof(...weighed), ...numbers }))
}

/** A sequence after most of the opening; it shrinks to what of both is needed. */
export function sequencesOf(commands: readonly Command[], longest: number): fc.Arbitrary<readonly Step[]> {
  const before = fc.tuple(...opening.map((one) => fc.option(fc.constant(one), { freq: 12 })))
  const some = fc.array(stepsOf(commands), { maxLength: longest, size: 'max' })
  return fc.tuple(before, some).map(([first, steps]) => [...first.filter((one) => one !== null), ...steps])
}
