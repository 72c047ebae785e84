import { facts } from '@tenantry/core/conformance'
import type { Exchange } from '@tenantry/fakes'
import { expect, test } from 'vitest'
import { checked } from './spec.ts'
import { openSite, worldOf } from './world.ts'

const exchanges: Exchange[] = []
const possible = facts.filter(({ needs }) => !needs.includes('organizations'))

test.each(possible)('$fact', async ({ prove }) => {
  await using site = await openSite({ mostPerPage: 2 })
  await prove(worldOf(site))
  exchanges.push(...site.served.exchanges)
})

test('all of that is as the specification says', () => {
  const report = checked(exchanges)
  if (!report) return
  console.info(`Checked against supabase-auth.yaml: ${report.requests} requests, ${report.responses} answers`)
  expect(report.requests).toBeGreaterThan(10)
  expect(report.violations).toEqual([])
})

test('nothing that a fact needs is missing but organizations, which Supabase does not have', async () => {
  await using site = await openSite()
  const missing = facts
    .flatMap(({ needs }) => needs)
    .filter((need) => !site.provider[need as keyof typeof site.provider])
  expect(new Set(missing)).toEqual(new Set(['organizations']))
  expect(possible).toHaveLength(3)
})
