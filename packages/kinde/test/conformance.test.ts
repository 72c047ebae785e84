import { facts } from '@tenantry/core/conformance'
import { expect, test } from 'vitest'
import { kindeForFile } from './start-kinde.ts'
import { worldOf } from './world.ts'

// Whether a list of roles adds or replaces is not documented, so both are tried; so is a role that everybody gets.
const merging = await kindeForFile()
const replacing = await kindeForFile({ rolesOnPatch: 'replace' })
const generous = await kindeForFile({ roles: ['admin', { key: 'employee' }, { key: 'guest', is_default_role: true }] })

test.each(facts)('$fact', ({ prove }) => prove(worldOf(merging)))
test.each(facts)('$fact, where roles are replaced', ({ prove }) => prove(worldOf(replacing)))
test.each(facts)('$fact, where everybody gets a role besides', ({ prove }) => prove(worldOf(generous)))

test('lacks nothing that a fact needs', () => {
  const { provider } = worldOf(merging)
  expect(facts.flatMap(({ needs }) => needs).filter((need) => !(need in provider))).toEqual([])
})
