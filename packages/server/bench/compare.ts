import { createDatabase } from '@tenantry/testing/database'
import { median, type Operation, rateOf, type Turns, turns } from './load.ts'
import { names, type Operations, ourOperations, rivalOperations } from './operations.ts'
import { type Server, start } from './process.ts'
import { seedOurs } from './seed-ours.ts'
import { seedRival } from './seed-rival.ts'

const CONNECTIONS = [1, 16] as const
// Short slices and many where little happens at once: others use the machine too, and hit both alike so.
const SLICES = { 1: { rounds: 25, milliseconds: 100 }, 16: { rounds: 7, milliseconds: 500 } } as const
// Both have to be compiled by the engine, and their statements planned.
const WARM_UP_MS = 2000
const COUNTED = 20

const differences = `Both check a signed credential without asking the database: an access token here, the cookies of a cached session there.
Theirs alone: status is two requests. Ours alone: every request is a transaction as a role that row-level security holds; writes
keep their answer for a repetition, write audit events, and keep the mail in the database until it was sent, which counts as well.`

interface Side {
  readonly server: Server
  readonly operations: Operations
}

/** Runs our server and better-auth's organization plugin on the same PostgreSQL, in turns, and prints who did how much. */
export async function compare(postgresUrl: string): Promise<void> {
  const databases = { ours: await createDatabase(postgresUrl), theirs: await createDatabase(postgresUrl) }
  const servers = {
    ours: await start('our-server.ts', databases.ours.url),
    theirs: await start('rival-server.ts', databases.theirs.url),
  }
  try {
    await seedOurs(databases.ours.url, servers.ours.url)
    await seedRival(databases.theirs.url)
    const ours = { server: servers.ours, operations: await ourOperations(servers.ours.url) }
    const theirs = { server: servers.theirs, operations: await rivalOperations(servers.theirs.url) }
    const rows: Record<string, object> = {}
    for (const name of names) Object.assign(rows, await race(name, ours, theirs))
    console.log(`\nOurs and better-auth 1.7.7, operations a second; SQL is statements in round trips\n${differences}`)
    console.table(rows)
  } finally {
    for (const server of Object.values(servers)) await server.stop()
    for (const database of Object.values(databases)) await database.drop()
  }
}

async function race(name: (typeof names)[number], ours: Side, theirs: Side): Promise<Record<string, object>> {
  const sides = [ours, theirs].map((side) => ({ ...side, turns: turns(), operation: side.operations[name] }))
  const asked = await Promise.all(sides.map(askedBy))
  for (const { server, operation, turns: from } of sides) {
    await rateOf(operation, Math.max(...CONNECTIONS), WARM_UP_MS, from)
    await server.settled()
  }
  const rows: Record<string, object> = {}
  for (const connections of CONNECTIONS) {
    const rates: number[][] = sides.map(() => [])
    const cpu: number[][] = sides.map(() => [])
    const { rounds, milliseconds } = SLICES[connections]
    for (let round = 0; round < rounds; round++) {
      // Whoever goes first in one round goes second in the next.
      for (const index of round % 2 === 0 ? [0, 1] : [1, 0]) {
        const side = sides[index]
        if (!side) continue
        const before = await side.server.spent()
        const started = performance.now()
        const { done } = await rateOf(side.operation, connections, milliseconds, side.turns)
        const after = await side.server.settled()
        rates[index]?.push((done * 1000) / (performance.now() - started))
        cpu[index]?.push((after.cpuMs - before.cpuMs) / done)
      }
    }
    const [our = 0, their = 0] = rates.map(median)
    const [ourCpu = 0, theirCpu = 0] = cpu.map(median)
    rows[`${name}, ${connections} connection${connections > 1 ? 's' : ''}`] = {
      'ours/s': Math.round(our),
      'theirs/s': Math.round(their),
      ratio: Number((our / their).toFixed(2)),
      'our SQL': asked[0],
      'their SQL': asked[1],
      'our CPU ms': Number(ourCpu.toFixed(2)),
      'their CPU ms': Number(theirCpu.toFixed(2)),
    }
  }
  return rows
}

/** Statements, BEGIN and COMMIT among them, and how often the server waits for an answer to some. */
async function askedBy({ server, operation, turns: from }: Side & { operation: Operation; turns: Turns }) {
  // Connections that have just been opened are set up first.
  await operation(from.next())
  const before = await server.spent()
  for (let count = 0; count < COUNTED; count++) await operation(from.next())
  const after = await server.settled()
  const each = (key: 'statements' | 'roundTrips') => Number(((after[key] - before[key]) / COUNTED).toFixed(1))
  return `${each('statements')} in ${each('roundTrips')}`
}
