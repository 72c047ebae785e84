import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { features, passwordFeature } from '../src/checks/features.ts'

test('the page of Kinde names every scope that the adapter takes', () => {
  const page = readFileSync(new URL('../../../docs/providers/kinde.md', import.meta.url), 'utf8')
  const scopes = [...features, passwordFeature].flatMap((feature) => feature.scopes)
  expect(scopes.length).toBeGreaterThan(15)
  expect(scopes.filter((scope) => !page.includes(`\`${scope}\``))).toEqual([])
})
