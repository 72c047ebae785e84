import { createDatabase } from '@tenantry/testing/database'
import pg from 'pg'
import { expect, inject, onTestFinished, test } from 'vitest'
import { postgres } from '../../src/database/postgres.ts'
import { openScene } from './scene.ts'

/** An organization that its provider refused and would take by now, somebody who is not in it yet, and a second connection. */
async function openLocal() {
  const created = await createDatabase(inject('postgresUrl'))
  const scene = await openScene('postgres', { database: postgres(created.url) })
  const other = new pg.Client({ connectionString: created.url })
  await other.connect()
  onTestFinished(async () => {
    await other.end()
    await scene.running.stop()
    await created.drop()
  })
  const { memory, found, join, as, running, statusOf } = scene
  memory.trouble('refused')
  const organizationId = await found('ada', 'acme')
  const benId = await join(await found('ada', 'elsewhere'), 'ben')
  memory.trouble(null)
  const params = { organizationId }
  const retry = () => as('ada').sync.retry({ params })
  const isLinked = async () => (await statusOf(organizationId)).status === 'synced'
  async function waiting(): Promise<number> {
    const { rowCount } = await other.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    )
    return rowCount ?? 0
  }
  return { ...scene, organizationId, benId, other, retry, isLinked, waiting, running }
}

test('who joins while their organization is being linked, and is done after that, gets there too', async () => {
  const { organizationId, benId, other, retry, isLinked, waiting, holds } = await openLocal()
  await other.query('BEGIN')
  await other.query(
    `INSERT INTO user_organizations (id, organization_id, user_id, role, joined_via, created_at, updated_at)
     VALUES (gen_random_uuid(), $1, $2, 'employee', 'invitation', now(), now())`,
    [organizationId, benId],
  )
  await retry()
  await expect.poll(async () => (await waiting()) > 0 || (await isLinked())).toBe(true)
  await other.query('COMMIT')
  await expect.poll(() => holds()['The acme']).toEqual({ ada: 'admin', ben: 'employee' })
})

test('who joins when their organization is as good as linked gets there too', async () => {
  const { organizationId, other, retry, waiting, join, holds } = await openLocal()
  await other.query(`
    CREATE FUNCTION public.wait() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_advisory_xact_lock(7); RETURN NEW; END';
    CREATE TRIGGER wait AFTER UPDATE OF status ON provider_organizations FOR EACH ROW EXECUTE FUNCTION public.wait();
    SELECT pg_advisory_lock(7)`)
  await retry()
  await expect.poll(waiting).toBe(1)
  let isDone = false
  const joining = join(organizationId, 'ben').then(() => {
    isDone = true
  })
  await expect.poll(async () => isDone || (await waiting()) > 1).toBe(true)
  await other.query('SELECT pg_advisory_unlock(7)')
  await joining
  await expect.poll(() => holds()['The acme']).toEqual({ ada: 'admin', ben: 'employee' })
})
