import { expect, onTestFinished, test } from 'vitest'
import { LEASE_MS } from '../../src/sync/policy.ts'
import type { fakeSites } from './fault-sites.ts'
import type { policies } from './fault-table.ts'
import { openFaultWorld } from './fault-world.ts'

const MINUTE = 60_000

/** A server beside a provider at which one creation arrives only when it is told to. */
async function openLate(name: keyof typeof fakeSites, policy: (typeof policies)[number]) {
  const world = await openFaultWorld(name, policy)
  onTestFinished(() => world.stop())
  const { site, running, person, nudge } = world
  const creations = () =>
    site.served.exchanges.filter(({ method, url }) => method === 'POST' && /\/organizations?$/.test(url)).length
  const { client } = person()
  site.plant('create an organization', 'silence, late', 1)
  const asked = client.organizations.create({ body: { name: 'Late', slug: 'late' } })
  const answer = await asked.then(
    () => 'made',
    () => 'refused',
  )
  /** Lets time pass, and the worker look at what is due by then. */
  async function pass(minutes: number): Promise<void> {
    const looked = site.served.exchanges.length
    running.advance(minutes * MINUTE)
    await nudge()
    await expect.poll(() => site.served.exchanges.length).toBeGreaterThan(looked)
    // It is put off, or done with: not due, and in nobody's hands.
    const [due, taken] = [0, LEASE_MS].map((later) => new Date(running.now().getTime() + later).toISOString())
    await expect
      .poll(() =>
        running.rows(
          `SELECT FROM sync_items WHERE kind = 'organization' AND (next_at <= '${due}' OR next_at = '${taken}')`,
        ),
      )
      .toEqual([])
  }
  const status = async () =>
    (await running.rows<{ status: string }>(`SELECT status FROM provider_organizations`)).map((row) => row.status)
  return { ...world, answer, creations, pass, status, held: () => site.holds('Late').length }
}

const names = ['kinde', 'clerk'] as const

test.each(names)('at %s a creation that arrives after it was looked for is the only one', async (name) => {
  const { site, answer, creations, pass, status, held } = await openLate(name, 'keep-local')
  expect(answer).toBe('made')
  await pass(2)
  expect([creations(), held()]).toEqual([1, 0])
  await site.served.faults.land()
  await pass(5)
  await expect.poll(status).toEqual(['synced'])
  expect([creations(), held()]).toEqual([1, 1])
})

test.each(names)('at %s one that never arrives is made once it cannot arrive any more', async (name) => {
  const { answer, creations, pass, status, held } = await openLate(name, 'keep-local')
  expect(answer).toBe('made')
  await pass(2)
  expect([creations(), await status()]).toEqual([1, ['local_only']])
  await pass(10)
  await expect.poll(status).toEqual(['synced'])
  expect([creations(), held()]).toEqual([2, 1])
})

test.each(names)('at %s one that arrives late is removed, where nothing may be that is not here', async (name) => {
  const { site, answer, creations, pass, status, held } = await openLate(name, 'reject')
  expect(answer).toBe('refused')
  await pass(2)
  await site.served.faults.land()
  expect(held()).toBe(1)
  await pass(5)
  await expect.poll(held).toBe(0)
  expect(creations()).toBe(1)
  await pass(10)
  await expect.poll(status).toEqual([])
})
