import type { Running } from '../start-tenantry.ts'
import { type Cell, send } from './cells.ts'
import { expectedStatus, standingOf } from './expected.ts'
import { policy } from './policy.ts'
import { createWorld, printOf, type World } from './world.ts'

const titleOf = ({ principal, organization, inner }: Cell) => [principal, organization, inner].filter(Boolean).join(' ')
const isSuccess = (status: number) => status >= 200 && status < 400

/** Sends every request of an endpoint and tells what was answered, or done, otherwise than the policy table says. */
export async function mistakes(running: Running, of: readonly Cell[]): Promise<string[]> {
  const isServed = (cell: Cell) => expectedStatus(cell) === 'success'
  const refused = of.filter((cell) => !isServed(cell))
  return [
    ...(await withoutTraces(running, (world) => wrongRefusals(running, refused, world))),
    ...(await failures(running, of.filter(isServed))),
  ]
}

/** Sends what strangers ask, and tells which answers hold something of a tenant of others, and which of them change it. */
export function trespasses(running: Running, of: readonly Cell[]): Promise<string[]> {
  return withoutTraces(running, async (world) => {
    const wrong: string[] = []
    for (const cell of of.filter(isByStranger)) {
      const { text } = await send(running, cell, world)
      if (leaks(text, cell, world)) wrong.push(`${titleOf(cell)} tells of others: ${text.slice(0, 300)}`)
    }
    return wrong
  })
}

async function withoutTraces(running: Running, act: (world: World) => Promise<string[]>): Promise<string[]> {
  const world = await createWorld(running.database)
  const prints = () => Promise.all([world.own, world.foreign].map((tenant) => printOf(running.database, tenant)))
  const before = await prints()
  const wrong = await act(world)
  const isSame = JSON.stringify(await prints()) === JSON.stringify(before)
  return isSame ? wrong : [...wrong, 'something was changed that nobody here may change']
}

async function wrongRefusals(running: Running, of: readonly Cell[], world: World): Promise<string[]> {
  const answers = new Map<string, string>()
  const wrong: string[] = []
  for (const cell of of) {
    const { status, text } = await send(running, cell, world)
    const expected = expectedStatus(cell)
    if (status !== expected) wrong.push(`${titleOf(cell)}: ${status} instead of ${expected} ${text.slice(0, 200)}`)
    if (leaks(text, cell, world)) wrong.push(`${titleOf(cell)} tells of others: ${text.slice(0, 300)}`)
    answers.set(titleOf(cell), `${status} ${text}`)
  }
  return [...wrong, ...distinguishable(of, answers)]
}

/** Those who are served get what they came for, each in a world of their own. */
async function failures(running: Running, of: readonly Cell[]): Promise<string[]> {
  const wrong: string[] = []
  for (const cell of of) {
    const { status, text } = await send(running, cell, await createWorld(running.database))
    if (!isSuccess(status)) wrong.push(`${titleOf(cell)}: ${status} instead of a success ${text.slice(0, 200)}`)
  }
  return wrong
}

/** Nobody but its people, and whoever holds its invitation, may read anything of a tenant. */
function leaks(text: string, cell: Cell, { own, foreign }: World): boolean {
  if (cell.name === 'invitations.validateToken') return false
  const hidden = { own, foreign }
  return (['own', 'foreign'] as const).some(
    (organization) =>
      isByStranger({ ...cell, organization }) && hidden[organization].secrets.some((secret) => text.includes(secret)),
  )
}

function isByStranger(cell: Cell): boolean {
  return !['superAdmin', 'invited'].includes(cell.principal) && standingOf(cell) === null
}

/** Somebody else's thing and one that is not there get the same answer, to the letter. */
function distinguishable(of: readonly Cell[], answers: ReadonlyMap<string, string>): string[] {
  return of.flatMap((cell) => {
    // Seed 003 tells somebody else's invitation from one that is not there.
    if (policy[cell.contract]?.[cell.name] === 'addressee') return []
    if (cell.inner !== 'foreign' && !(cell.organization === 'foreign' && isByStranger(cell))) return []
    const answer = answers.get(titleOf(cell))
    const other = answers.get(titleOf(cell).replaceAll('foreign', 'unknown'))
    if (answer === undefined || other === undefined || answer === other) return []
    return [`${titleOf(cell)}: ${answer.slice(0, 200)} but ${other.slice(0, 200)} for one that is not there`]
  })
}
