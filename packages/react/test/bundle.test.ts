import { join } from 'node:path'
import { importersOf } from '@tenantry/testing/bundle'
import { expect, test } from 'vitest'

test('the widgets bring no schema along', async () => {
  expect(await importersOf('zod', "export * from '@tenantry/react'", join(import.meta.dirname, '..'))).toEqual([])
})
