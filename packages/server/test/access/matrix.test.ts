import { type Contract, contract } from '@tenantry/core'
import { orgsContract } from '@tenantry/core/orgs'
import { usersContract } from '@tenantry/core/users'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../src/database/database.ts'
import type { Limiter } from '../../src/limits/limiter.ts'
import { orgs } from '../../src/profiles/orgs/orgs.ts'
import { users } from '../../src/profiles/users/users.ts'
import { openDatabase, type Running, startTenantry } from '../start-tenantry.ts'
import { type Cell, cellsOf } from './cells.ts'
import { flattering } from './flattering.ts'
import { isTrespass, mistakes, trespasses } from './judge.ts'
import { policy } from './policy.ts'
import { now, superAdminEmail } from './world.ts'

// A webhook is the provider's alone: it is proved by a signature, and no principal of ours sends one.
const { webhooks: _, ...main } = contract
const contracts: Readonly<Record<string, Contract>> = { main, orgs: orgsContract, users: usersContract }
const cells = Object.entries(contracts).flatMap(([name, endpoints]) => cellsOf(name, endpoints))

const byContract = (of: readonly Cell[]) => Map.groupBy(of, ({ contract: name }) => name)
const byEndpoint = (of: readonly Cell[]) => Map.groupBy(of, ({ name }) => name)

const optionsOn = (database: Database) => ({
  database,
  limiter: unlimited,
  superAdmins: [superAdminEmail],
  now: () => now,
  resolveTxt: async () => [],
  profiles: [orgs(), users()],
})

const unlimited: Limiter = {
  take: async () => ({ allowed: true, retryAfter: 0 }),
  giveBack: async () => {},
  close: async () => {},
}

interface Wall {
  prepare?(database: Database): Promise<void>
  readonly flatters?: true
  /** @default all cells */
  isTried?(cell: Cell): boolean
  judge(running: Running, of: readonly Cell[]): Promise<string[]>
}

/** What stands between two tenants: both walls, or one of them alone. */
const walls: Readonly<Record<string, Wall>> = {
  'both walls': { judge: mistakes },
  'the predicates of the server alone': { prepare: withoutPolicies, judge: mistakes },
  'row-level security alone': { flatters: true, isTried: isTrespass, judge: trespasses },
}

test('the policy table has a row for every endpoint, and none for another', () => {
  const rows = Object.entries(policy).flatMap(([of, names]) => Object.keys(names).map((name) => `${of} ${name}`))
  expect(rows.toSorted()).toEqual([...new Set(cells.map(({ contract: of, name }) => `${of} ${name}`))].toSorted())
})

describe.each(Object.entries(walls))('with %s', (_walled, { isTried = () => true, ...wall }) => {
  let running: Running

  beforeAll(async () => {
    const database = await openDatabase('postgres')
    running = await startTenantry('postgres', optionsOn(wall.flatters ? flattering(database) : database))
    await wall.prepare?.(running.database)
  })
  afterAll(() => running.stop())

  for (const [name, of] of byContract(cells.filter(isTried))) {
    describe(`${of.length} cells of ${name}`, () => {
      test.each([...byEndpoint(of)])('%s', async (_name, some) => {
        expect(await wall.judge(running, some)).toEqual([])
      })
    })
  }
})

test('without any wall, an outsider and a manager get at what is not theirs through every contract', async () => {
  const running = await startTenantry('postgres', optionsOn(flattering(await openDatabase('postgres'))))
  await withoutPolicies(running.database)
  const tried = cells.filter((cell) => isTrespass(cell) && ['outsider', 'manager'].includes(cell.principal))
  const open = new Map<string, number>()
  for (const [contractName, of] of byContract(tried))
    for (const some of byEndpoint(of).values())
      if ((await trespasses(running, some)).length > 0) open.set(contractName, (open.get(contractName) ?? 0) + 1)
  await running.stop()
  for (const [name, least] of Object.entries({ main: 20, orgs: 6, users: 7 }))
    expect(open.get(name), name).toBeGreaterThanOrEqual(least)
})

async function withoutPolicies({ kysely }: Database): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity`.execute(kysely)
  for (const { name } of rows) await sql`ALTER TABLE ${sql.table(name)} DISABLE ROW LEVEL SECURITY`.execute(kysely)
}
