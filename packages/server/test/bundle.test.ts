import { join } from 'node:path'
import { importersOf } from '@tenantry/testing/bundle'
import { expect, test } from 'vitest'

const inTab = "export * from '@tenantry/server'; export * from '@tenantry/server/browser'"

// Bundling for a browser fails at the first module of Node's.
test('runs in a browser tab, and takes no driver along', async () => {
  expect(await importersOf('pg', inTab, join(import.meta.dirname, '..'))).toEqual([])
})
