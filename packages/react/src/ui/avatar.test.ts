import { expect, test } from 'vitest'
import { initialsOf } from './avatar.tsx'

test.each([
  ['Acme', 'A'],
  ['Acme Studio', 'AS'],
  ['Acme International Studio', 'AS'],
  ['öl & gas', 'ÖG'],
  ['Zakład Żółw', 'ZŻ'],
  ['日本', '日'],
  ['ben.example@example.com', 'BE'],
  ['ben@example.com', 'B'],
  ['  ', ''],
  ['#1', '1'],
])('abbreviates %j to %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})
