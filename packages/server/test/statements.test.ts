import { afterAll, beforeAll, expect, test } from 'vitest'
import { measuredCalls } from './calls.ts'
import { type Measured, startMeasured } from './measured.ts'

const MOST_ROUND_TRIPS = 4

let measured: Measured
beforeAll(async () => {
  measured = await startMeasured()
})
afterAll(() => measured.stop())

const calls = measuredCalls(() => measured)

test.each(Object.entries(calls))(
  '%s takes a constant number of statements, and few round trips',
  async (_name, { statements, roundTrips, transactions = 1, prepare }) => {
    const cost = await measured.costOf(await prepare())
    expect(cost.statements, cost.statements.join('\n')).toHaveLength(statements)
    expect(cost.roundTrips).toBeLessThanOrEqual(roundTrips)
    expect(roundTrips).toBeLessThanOrEqual(MOST_ROUND_TRIPS * transactions)
    expect(measured.running.faults).toEqual([])
  },
)
