import { type Contract, contract } from '@tenantry/core'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../src/database/database.ts'
import type { Limiter } from '../../src/limits/limiter.ts'
import { openDatabase, type Running, startTenantry } from '../start-tenantry.ts'
import { type Cell, cellsOf } from './cells.ts'
import { flattering } from './flattering.ts'
import { mistakes, trespasses } from './judge.ts'
import { policy } from './policy.ts'
import { now, superAdmin } from './world.ts'

const { health: _, ...main } = contract
const contracts: Readonly<Record<string, Contract>> = { main }
const cells = Object.entries(contracts).flatMap(([name, endpoints]) => cellsOf(name, endpoints))
const byEndpoint = Map.groupBy(cells, ({ contract: of, name }) => `${of} ${name}`)

const optionsOn = (database: Database) => ({
  database,
  limiter: unlimited,
  superAdmins: [superAdmin.email],
  now: () => now,
  resolveTxt: async () => [],
})

const unlimited: Limiter = {
  take: async () => ({ allowed: true, retryAfter: 0 }),
  giveBack: async () => {},
  close: async () => {},
}

interface Wall {
  prepare?(database: Database): Promise<void>
  readonly flatters?: true
  judge(running: Running, of: readonly Cell[]): Promise<string[]>
}

/** What stands between two tenants: both walls, or one of them alone. */
const walls: Readonly<Record<string, Wall>> = {
  'with both walls': { judge: mistakes },
  'with the predicates of the server alone': { prepare: withoutPolicies, judge: mistakes },
  'with row-level security alone': { flatters: true, judge: trespasses },
}

test('the policy table has a row for every endpoint, and none for another', () => {
  const rows = Object.entries(policy).flatMap(([of, names]) => Object.keys(names).map((name) => `${of} ${name}`))
  expect(rows.toSorted()).toEqual([...byEndpoint.keys()].toSorted())
})

describe.each(Object.entries(walls))(`${cells.length} cells %s`, (_walled, wall) => {
  let running: Running

  beforeAll(async () => {
    const database = await openDatabase('postgres')
    running = await startTenantry('postgres', optionsOn(wall.flatters ? flattering(database) : database))
    await wall.prepare?.(running.database)
  })
  afterAll(() => running.stop())

  test.each([...byEndpoint])('%s', async (_name, of) => {
    expect(await wall.judge(running, of)).toEqual([])
  })
})

test('without any wall, strangers get at most tenants', async () => {
  const running = await startTenantry('postgres', optionsOn(flattering(await openDatabase('postgres'))))
  await withoutPolicies(running.database)
  const trespassed = []
  for (const of of byEndpoint.values()) if ((await trespasses(running, of)).length > 0) trespassed.push(of)
  await running.stop()
  expect(trespassed.length).toBeGreaterThan(15)
})

async function withoutPolicies({ kysely }: Database): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity`.execute(kysely)
  for (const { name } of rows) await sql`ALTER TABLE ${sql.table(name)} DISABLE ROW LEVEL SECURITY`.execute(kysely)
}
