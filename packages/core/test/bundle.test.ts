import { join } from 'node:path'
import { importersOf } from '@tenantry/testing/bundle'
import { expect, test } from 'vitest'

const folder = join(import.meta.dirname, '..')
const used = ['createClient', 'createOnboarding', 'organizationFaults', 'signupFaults', 'isDeclineReason', 'slugify']

test('what runs in a browser brings no schema along', async () => {
  const code = `export { ${used.join(', ')} } from '@tenantry/core'`
  expect(await importersOf('zod', code, folder)).toEqual([])
})

test('whoever asks for the contract gets its schemas', async () => {
  const code = "export { contract } from '@tenantry/core'"
  expect(await importersOf('zod', code, folder)).toContain('src/contract/organizations.ts')
})
