import { facts } from '@tenantry/core/conformance'
import { expect, test } from 'vitest'
import { openSite, worldOf } from './world.ts'

// A page smaller than what is asked for, so that the end is not where the first page ends.
const small = { mostPerPage: 10 }

test.each(facts)('$fact', async ({ prove }) => {
  await using site = await openSite(small)
  await prove(worldOf(site))
})

test('nothing that any fact needs is missing', async () => {
  await using site = await openSite()
  expect(facts.flatMap(({ needs }) => needs).filter((need) => !site.provider[need])).toEqual([])
})
