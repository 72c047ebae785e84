import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seed } from './seed.ts'
import { type Running, startTenantry } from './start-tenantry.ts'

let running: Running
beforeAll(async () => {
  // PGlite runs one transaction after another: nobody waits there for a lock.
  running = await startTenantry('postgres')
})
afterAll(() => running.stop())

const waiting = `SELECT pid FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%lock_organization%'`

test('somebody who may no longer invite when the turn comes invites nobody', async () => {
  const rows = seed(running.now())
  const admin = rows.person('admin@example.com')
  const manager = rows.person('manager@example.com')
  const organizationId = rows.organization('demoting', admin)
  rows.member(organizationId, manager, 'manager')
  await rows.save(running.database)

  const invitations = [{ email: 'new@example.org', role: 'employee' }]
  const inviting = await running.database.kysely.transaction().execute(async (tx) => {
    await sql`SELECT FROM organizations WHERE id = ${organizationId} FOR NO KEY UPDATE`.execute(tx)
    const call = running.as(manager).invitations.create({ params: { organizationId }, body: { invitations } })
    const outcome = call.then(
      () => null,
      (error: unknown) => error,
    )
    await expect.poll(() => running.rows(waiting)).toHaveLength(1)
    await sql`UPDATE user_organizations SET role = 'employee' WHERE user_id = ${manager.id}`.execute(tx)
    return { outcome }
  })
  expect(await inviting.outcome).toMatchObject({ status: 403, code: 'NOT_AUTHORIZED' })
  expect(await running.rows('SELECT id FROM invitations')).toEqual([])
})
