import { isSafe } from '@tenantry/core'
import type { Database } from '../../src/database/database.ts'
import type { Running } from '../start-tenantry.ts'
import { type Cell, send } from './cells.ts'
import { expectedStatus, standingIn, standingOf } from './expected.ts'
import { alsoFor, policy } from './policy.ts'
import { type Audited, createWorld, printOf, type World } from './world.ts'

const titleOf = ({ principal, organization, inner }: Cell) => [principal, organization, inner].filter(Boolean).join(' ')
const isSuccess = (status: number) => status >= 200 && status < 400

/** Tells whether a cell asks for what is not for its caller, or not there. */
function isRefused(cell: Cell): boolean {
  return expectedStatus(cell) !== 'success'
}

/** Sends every request of an endpoint and tells what was answered, or done, otherwise than the policy table says. */
export async function mistakes(running: Running, of: readonly Cell[]): Promise<string[]> {
  const { database } = running
  const world = await createWorld(database)
  const refused = of.filter(isRefused)
  return [
    ...(await traces(database, world, 'everybody', () => wrongRefusals(running, refused, world))),
    ...(await failures(
      running,
      of.filter((cell) => !isRefused(cell)),
    )),
  ]
}

/** Tells whether a cell asks for what row-level security keeps from its caller by itself. */
export function isTrespass(cell: Cell): boolean {
  return isRefused(cell) && !alsoFor[`${cell.contract} ${cell.name}`]?.includes(standingOf(cell))
}

/**
 * Sends requests to a server that refuses nothing by itself, and tells which answers hold something of a tenant of others, and which
 * requests change what their callers may not. Whatever the server believes to be done, its members may write down.
 */
export async function trespasses(running: Running, of: readonly Cell[]): Promise<string[]> {
  const { database } = running
  const world = await createWorld(database)
  return traces(database, world, 'strangers', async () => {
    const wrong: string[] = []
    for (const cell of of) {
      const { text } = await send(running, cell, world)
      if (leaks(text, cell, world)) wrong.push(`${titleOf(cell)} tells of others: ${text.slice(0, 300)}`)
    }
    return wrong
  })
}

async function traces(database: Database, { own, foreign }: World, audited: Audited, act: () => Promise<string[]>) {
  const prints = () => Promise.all([own, foreign].map((tenant) => printOf(database, tenant, audited)))
  const before = await prints()
  const wrong = await act()
  const isSame = JSON.stringify(await prints()) === JSON.stringify(before)
  return isSame ? wrong : [...wrong, 'something was changed that nobody here may change']
}

async function wrongRefusals(running: Running, of: readonly Cell[], world: World): Promise<string[]> {
  const answers = new Map<string, string>()
  const wrong: string[] = []
  for (const cell of of) {
    const { status, text, whole } = await send(running, cell, world)
    const expected = expectedStatus(cell)
    if (status !== expected) wrong.push(`${titleOf(cell)}: ${status} instead of ${expected} ${text.slice(0, 200)}`)
    if (leaks(text, cell, world)) wrong.push(`${titleOf(cell)} tells of others: ${text.slice(0, 300)}`)
    answers.set(titleOf(cell), whole)
  }
  return [...wrong, ...distinguishable(of, answers)]
}

/** Those who are served get what they came for; who changes something, in a world of their own. */
async function failures(running: Running, of: readonly Cell[]): Promise<string[]> {
  const wrong: string[] = []
  let world: World | null = null
  for (const cell of of) {
    if (world === null || !isSafe(cell.endpoint)) world = await createWorld(running.database)
    const { status, text } = await send(running, cell, world)
    if (!isSuccess(status)) wrong.push(`${titleOf(cell)}: ${status} instead of a success ${text.slice(0, 200)}`)
  }
  return wrong
}

/** Nobody but its people, and whoever holds its invitation, may read anything of a tenant. */
function leaks(text: string, cell: Cell, { own, foreign }: World): boolean {
  if (cell.name === 'invitations.validateToken') return false
  const tenants = { own, foreign }
  return (['own', 'foreign'] as const).some(
    (tenant) =>
      standingIn(tenant, cell.principal) === null &&
      !(tenant === 'own' && cell.principal === 'invited') &&
      tenants[tenant].secrets.some((secret) => text.includes(secret)),
  )
}

/** Somebody else's thing and one that is not there get the same answer, to the letter. */
function distinguishable(of: readonly Cell[], answers: ReadonlyMap<string, string>): string[] {
  return of.flatMap((cell) => {
    const absent = absentLike(cell)
    const answer = answers.get(titleOf(cell))
    const other = absent && answers.get(titleOf(absent))
    if (!answer || !other || answer === other) return []
    return [`${titleOf(cell)}: ${answer.slice(0, 400)} but ${other.slice(0, 400)} for one that is not there`]
  })
}

/** The cell that asks the same of what is not there; null where what is there is no secret. */
function absentLike(cell: Cell): Cell | null {
  // Seeds 002 and 003 tell somebody else's invitation from one that is not there.
  if (policy[cell.contract]?.[cell.name] === 'addressee') return null
  if (cell.inner === 'foreign') return { ...cell, inner: 'unknown' }
  const isThere = cell.organization === 'own' || cell.organization === 'foreign'
  return isThere && standingOf(cell) === null ? { ...cell, organization: 'unknown' } : null
}
