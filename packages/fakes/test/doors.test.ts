import { join } from 'node:path'
import { namesAtDoors } from '@tenantry/testing/doors'
import { expect, test } from 'vitest'

test('offers exactly these names', async () => {
  await expect(namesAtDoors(join(import.meta.dirname, '..'))).toMatchFileSnapshot('doors.txt')
})
