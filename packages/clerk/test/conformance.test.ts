import { facts } from '@tenantry/core/conformance'
import type { Exchange } from '@tenantry/fakes'
import { expect, test } from 'vitest'
import { checked } from './spec.ts'
import { openSite, worldOf } from './world.ts'

// A page smaller than what is asked for, so that the end is not where the first page ends.
const small = { mostPerPage: 10 }

const exchanges: Exchange[] = []

test.each(facts)('$fact', async ({ prove }) => {
  await using site = await openSite(small)
  await prove(worldOf(site))
  exchanges.push(...site.served.exchanges)
})

test('all of that is as the specification says', () => {
  const report = checked(exchanges)
  if (!report) return
  console.info(`Checked against clerk.yaml: ${report.requests} requests, ${report.responses} answers`)
  expect(report.requests).toBeGreaterThan(120)
  expect(report.violations).toEqual([])
})

test('nothing that any fact needs is missing', async () => {
  await using site = await openSite()
  expect(facts.flatMap(({ needs }) => needs).filter((need) => !site.provider[need])).toEqual([])
})
