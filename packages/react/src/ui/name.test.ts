import { expect, test } from 'vitest'
import { cut } from './name.tsx'

test.each([
  ['Acme', ['Acme', '']],
  ['Acme International Holding Europe', ['Acme International Holding', ' Europe']],
  ['Acme International Holding Asia', ['Acme International Holding', ' Asia']],
  ['Acme International Europe GmbH', ['Acme International', ' Europe GmbH']],
  ['Donaudampfschifffahrtsgesellschaft', ['Donaudampfschifffahrts', 'gesellschaft']],
  ['👩‍👩‍👧'.repeat(30), ['👩‍👩‍👧'.repeat(18), '👩‍👩‍👧'.repeat(12)]],
] as const)('cuts %s where its last words begin', (name, pieces) => {
  expect(cut(name)).toEqual(pieces)
})
