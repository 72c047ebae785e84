import { createDatabase } from '@tenantry/testing/database'
import { migrate } from '../../src/database/migrate.ts'
import { postgres } from '../../src/database/postgres.ts'
import { memoryLimiter } from '../../src/limits/memory.ts'
import { publicUrl, type Running, startTenantry } from '../start-tenantry.ts'
import { asOwner } from './as-owner.ts'
import { crowd, crowdOf } from './crowd.ts'
import { explaining, listenForPlans, type Plan } from './plans.ts'
import { type Probe, probes } from './probes.ts'

/** What a probe cost. */
export interface Cost {
  readonly probe: Probe
  readonly status: number
  /** In the database, without the way there; the quickest of several tries. */
  readonly milliseconds: number
  readonly scans: Plan['scans']
}

// More than five: then PostgreSQL may take a plan that does not look at the values any more.
const TRIES = 9
// Somebody who may ask as often as it takes.
const limiter = { ...memoryLimiter(), take: async () => ({ allowed: true, retryAfter: 0 }) }

/** Sends one probe, or does something else in its place, and answers the status. */
type Ask = (running: Running, probe: Probe) => Promise<number>

const send: Ask = async (running, { by, method, path }) => {
  const token = await running.token({ email: crowd.email(by) })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return (await running.send(path, { method, headers })).status
}

/** Fills a database of its own with a crowd of this size, sends every probe to the kit, and tells what each one cost. */
export async function costsAt(size: number, serverUrl: string, ask: Ask = send): Promise<readonly Cost[]> {
  const created = await createDatabase(serverUrl)
  await fill(created.url, size)
  const plans = listenForPlans()
  const database = postgres(created.url, { maxConnections: 2 })
  const running = await startTenantry('postgres', { database, limiter })
  try {
    const costs: Cost[] = []
    for (const probe of probes) costs.push(await costOf(probe))
    return costs
  } finally {
    await running.tenantry.stop()
    await database.close()
    await created.drop()
  }

  async function costOf(probe: Probe): Promise<Cost> {
    const tries: { status: number; told: readonly Plan[] }[] = []
    for (let turn = 0; turn < TRIES; turn++) {
      plans()
      const status = await ask(running, probe)
      tries.push({ status, told: plans() })
    }
    // Statements inside of functions count twice, on their own and in those that call them: at every size alike.
    const times = tries.map(({ told }) => told.reduce((sum, { milliseconds }) => sum + milliseconds, 0))
    const scans = tries.flatMap(({ told }) => told.flatMap((plan) => plan.scans))
    return { probe, status: tries[0]?.status ?? 0, milliseconds: Math.min(...times), scans }
  }
}

async function fill(url: string, size: number): Promise<void> {
  const empty = postgres(url)
  await migrate(empty)
  await empty.close()
  const name = new URL(url).pathname.slice(1)
  // For the sessions to come: those of the kit.
  const settings = explaining.map((setting) => `ALTER DATABASE "${name}" SET ${setting}`)
  await asOwner(url, [...crowdOf(size, publicUrl), ...settings])
}
