import { afterAll, beforeAll, expect, test } from 'vitest'
import { acts, played } from './fault-acts.ts'
import type { SiteName } from './fault-sites.ts'
import { faults, policies, type Span, spans } from './fault-table.ts'
import { type FaultWorld, openFaultWorld } from './fault-world.ts'

const everything = process.env.TENANTRY_ALL_FAULTS === '1'

/** Plays the whole table against one provider; one world for each column, so that a row is played at once. */
export function proveFaults(site: SiteName): void {
  let columns: readonly (readonly [span: Span, world: FaultWorld])[] = []
  beforeAll(async () => {
    const all = policies.flatMap((policy) => spans.map((span) => [span, policy] as const))
    columns = await Promise.all(all.map(async ([span, policy]) => [span, await openFaultWorld(site, policy)] as const))
  })
  afterAll(async () => {
    await Promise.all(columns.map(([, world]) => world.stop()))
    console.info(`${played()} cells of the fault table, at ${site}`)
  })

  for (const [act, play] of Object.entries(acts)) {
    // The policy is about organizations that are made.
    const isPlayed = ({ policy }: FaultWorld) => everything || act === 'create an organization' || policy === 'reject'
    test.each(Object.entries(faults))(`${act}: %s`, async (_, kindAt) => {
      const outcomes = await Promise.all(
        columns
          .filter(([, world]) => isPlayed(world))
          .map(async ([span, world]) => {
            const { policy, failures } = world
            const { was, had } = await play(world, { kind: kindAt(world.running.now()), span })
            return {
              was: { policy, span, was, failures: failures.splice(0) },
              had: { policy, span, was: had, failures: [] },
            }
          }),
      )
      expect(outcomes.map(({ was }) => was)).toEqual(outcomes.map(({ had }) => had))
    })
  }
}
