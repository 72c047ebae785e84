import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acts, played } from './fault-acts.ts'
import { fakeSites, type SiteName } from './fault-sites.ts'
import { faults, policies, type Span, spans } from './fault-table.ts'
import { type FaultWorld, openFaultWorld } from './fault-world.ts'

const sites = Object.keys(fakeSites) as SiteName[]
const everything = process.env.TENANTRY_ALL_FAULTS === '1'

afterAll(() => console.info(`${played()} cells of the fault table`))

describe.each(sites)('when %s fails', (site) => {
  const worlds = new Map<Span, FaultWorld>()
  let failing: readonly (readonly [span: Span, world: FaultWorld])[] = []
  // One world for each column, so that a row is played at once.
  beforeAll(async () => {
    failing = await Promise.all(
      policies.flatMap((policy) => spans.map(async (span) => [span, await openFaultWorld(site, policy)] as const)),
    )
    worlds.clear()
  })
  afterAll(() => Promise.all(failing.map(([, world]) => world.stop())))

  for (const [act, play] of Object.entries(acts))
    test.each(Object.entries(faults))(`${act}: %s`, async (_, kindAt) => {
      const columns = failing.filter(
        ([, { policy }]) => everything || act === 'create an organization' || policy === 'reject',
      )
      const outcomes = await Promise.all(
        columns.map(async ([span, world]) => {
          const { was, had } = await play(world, { kind: kindAt(world.running.now()), span })
          const { policy } = world
          return [
            { policy, span, ...(was as object), failures: [...world.failures] },
            { policy, span, ...(had as object), failures: [] },
          ] as const
        }),
      )
      expect(outcomes.map(([was]) => was)).toEqual(outcomes.map(([, had]) => had))
    })
})
