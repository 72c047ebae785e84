import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allowed } from './acts-allowed.ts'
import { byMembers } from './acts-of-members.ts'
import { byOutsiders } from './acts-of-outsiders.ts'
import { allowedWithUsers, withUsers } from './acts-with-users.ts'
import { attempt } from './as-role.ts'
import { insertRows } from './seed.ts'
import { engines, type Running, startTenantry } from './start-tenantry.ts'
import { tenant } from './two-tenants.ts'

const mine = tenant('a')
const theirs = tenant('b')

describe.each(engines)('past all checks but those of %s', (engine) => {
  let running: Running
  beforeAll(async () => {
    running = await startTenantry(engine)
    await insertRows(running.database, mine.rows)
    await insertRows(running.database, theirs.rows)
  })
  afterAll(() => running.stop())

  const refusals = { ...byMembers(theirs), ...byOutsiders(theirs, mine), ...withUsers(theirs, mine) }
  for (const [act, { refused, ...what }] of Object.entries(refusals)) {
    test(`in vain ${act}`, async () => {
      const effect = await attempt(running.database, what)
      expect([effect.refused, effect.touched]).toEqual([refused, 0])
    })
  }

  for (const [act, what] of Object.entries({ ...allowed(theirs), ...allowedWithUsers(theirs) })) {
    test(`as intended ${act}`, async () => {
      const effect = await attempt(running.database, what)
      expect([effect.refused, effect.touched]).toEqual([null, 1])
    })
  }
})
