import { expect, test } from 'vitest'
import { tooOld } from './node-version.ts'

test.each(['20.20.2', '22.11.0'])('says that Node %s is too old, and what is needed', (version) => {
  expect(tooOld(version)).toBe(`tenantry needs Node 22.12 or newer, and this is ${version}.`)
})

test.each(['22.12.0', '22.23.3', '24.0.0', '100.1.0'])('runs on Node %s', (version) => {
  expect(tooOld(version)).toBeNull()
})
