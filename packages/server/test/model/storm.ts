import { errorsOf } from '@tenantry/core'
import fc from 'fast-check'
import { expect } from 'vitest'
import { type Command, MISSING, type Step } from './command.ts'
import { booksOf } from './ledger.ts'
import { count, type Tally } from './play.ts'
import { type Model, readFacts } from './state.ts'
import { opening } from './steps.ts'
import { type Answer, begin, faultsOf, readModel, send, violationsIn, type World } from './world.ts'

/** What each of some clients does, one thing after another, while the others do theirs. */
export type Round = readonly (readonly Step[])[]

const CLIENTS = 4
const EACH = 3

/** Rounds whose clients mostly want something of the same organization, and of the same thing in it. */
export function roundsOf(commands: readonly Command[], most: number): fc.Arbitrary<readonly Round[]> {
  const weighed = commands.map(({ name, weight }) => ({ weight: weight * 2, arbitrary: fc.constant(name) }))
  const number = fc.noBias(fc.nat({ max: 2 * MISSING }))
  const step = (at: number) =>
    fc.record({
      command: fc.oneof(...weighed),
      by: number,
      at: fc.constant(at),
      who: fc.nat(4),
      role: number,
      pick: fc.nat(2),
    })
  const client = (at: number) => fc.array(step(at), { minLength: 1, maxLength: EACH })
  const round = fc.nat(2).chain((at) => fc.array(client(at), { minLength: CLIENTS, maxLength: CLIENTS }))
  return fc.array(round, { minLength: 1, maxLength: most, size: 'max' })
}

/** Plays rounds of requests at once: nobody foretells who comes first, but what is true afterwards is known. */
export async function storm(world: World, commands: readonly Command[], rounds: readonly Round[], tally: Tally) {
  let model = await begin(world)
  tally.runs += 1
  for (const step of opening) model = await round(world, model, [[step]], commands, tally)
  for (const clients of rounds) model = await round(world, model, clients, commands, tally)
}

async function round(world: World, model: Model, clients: Round, commands: readonly Command[], tally: Tally) {
  const { running } = world
  // Everybody goes by what was true before anybody began.
  const seen = structuredClone(model)
  await Promise.all(
    clients.map(async (steps) => {
      for (const step of steps) await act(world, model, { step, seen, commands, tally })
    }),
  )
  const after = { ...(await readModel(running)), links: model.links }
  expect(await violationsIn(world)).toEqual([])
  const { written, there } = await booksOf(running, await readFacts(running))
  expect(written).toEqual(there)
  expect(faultsOf(world)).toEqual([])
  return after
}

interface Act {
  readonly step: Step
  readonly seen: Model
  readonly commands: readonly Command[]
  readonly tally: Tally
}

async function act(world: World, model: Model, { step, seen, commands, tally }: Act): Promise<void> {
  const command = commands.find(({ name }) => name === step.command)
  const plan = command?.plan(seen, step)
  if (!command || !plan) return
  if ('pass' in plan) {
    await plan.pass(model, world)
    return count(tally, command.name)
  }
  await plan.prepare(world)
  const input = await plan.input(world)
  const answer = await send(world, { ...plan, input, key: world.newKey() })
  expect(objectionTo(plan, answer), `${command.name} ${JSON.stringify(input)}`).toBeNull()
  const { code, url } = answer.body as { readonly code?: string; readonly url?: string }
  const token = url === undefined ? undefined : /token=([\w-]{43})/.exec(url)?.[1]
  const { params } = input as { readonly params?: { readonly invitationId?: string } }
  if (token && params?.invitationId) model.links[params.invitationId] = token
  count(tally, `${command.name} ${answer.status < 300 ? 'ok' : (code ?? answer.status)}`)
}

/** What is wrong with an answer, whoever came first; null for nothing. */
function objectionTo({ endpoint }: { readonly endpoint: Parameters<typeof errorsOf>[0] }, { status, body }: Answer) {
  if (status < 300) return null
  const { code } = body as { readonly code?: string }
  const documented = Object.entries(errorsOf(endpoint)).filter(([name]) => code === undefined || name === code)
  if (!documented.some(([, its]) => its === status)) return `${status} ${code} is not documented`
  // What the endpoint itself says of the outside is no fault of ours.
  if (status >= 500 && !Object.values(endpoint.errors).includes(status)) return `${status} ${code}`
  // Two requests that waited for each other, or lost a race as often as they tried.
  return code === 'CONFLICT' ? 'a conflict that nobody resolved' : null
}
