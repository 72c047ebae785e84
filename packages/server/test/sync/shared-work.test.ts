import { createDatabase } from '@tenantry/testing/database'
import { expect, inject, onTestFinished, test } from 'vitest'
import { migrate } from '../../src/database/migrate.ts'
import { postgres } from '../../src/database/postgres.ts'
import { silentLog } from '../../src/log/log.ts'
import { createMetrics } from '../../src/metrics/metrics.ts'
import { finish, type SyncItem } from '../../src/sync/queries.ts'
import { type Means, reconcile } from '../../src/sync/reconcile.ts'
import { createSync } from '../../src/sync/sync.ts'
import { fakeSites } from './fault-sites.ts'
import { type KillServer, startKillServer } from './kill-server.ts'

const ORGANIZATIONS = 60

/** A database in which as many organizations wait as are wanted, and a provider that has none of them. */
async function openPlace() {
  const created = await createDatabase(inject('postgresUrl'))
  const site = await fakeSites.kinde({ now: Date.now, deadlineMs: 5000 })
  const database = postgres(created.url)
  onTestFinished(async () => {
    await database.close()
    await created.drop()
    await site.served.stop()
  })
  await migrate(database)
  const wait = (many = ORGANIZATIONS) =>
    database.runSql(
      // Without members, whom nobody asks about here.
      `SET LOCAL session_replication_role = replica;
       WITH made AS (
         INSERT INTO organizations (id, name, slug, country_code, created_at, updated_at)
         SELECT gen_random_uuid(), 'Waiting ' || n, 'waiting-' || n, 'PL', now(), now() FROM generate_series(1, ${many}) n RETURNING id, slug
       ), noted AS (
         INSERT INTO provider_organizations (organization_id, slug, status, since) SELECT id, slug, 'local_only', now() FROM made
       )
       INSERT INTO sync_items (organization_id, kind, target_id, created_at, next_at)
       SELECT id, 'organization', id, now() - interval '1 minute', now() - interval '1 minute' FROM made`,
      [],
    )
  const rows = async (statement: string) => (await database.runSql(statement, [])).rows
  const twice = () =>
    Array.from({ length: ORGANIZATIONS }, (_, at) => site.holds(`Waiting ${at + 1}`).length).filter(
      (many) => many !== 1,
    )
  return { site, database, url: created.url, wait, rows, twice }
}

test('two processes share what waits, and make nothing twice', { timeout: 150_000 }, async () => {
  const { site, url, wait, rows, twice } = await openPlace()
  const environment = { DATABASE_URL: url, PROVIDER_URL: site.served.url, MAILS: '/dev/null' }
  const servers = await Promise.all([startKillServer(environment), startKillServer(environment)])
  onTestFinished(() => Promise.all(servers.map((server) => server.kill())).then(() => {}))
  await wait()
  // Any write makes a process look at what is due.
  const nudge = ({ url: at }: KillServer) =>
    fetch(`${at}/api/auth/resend-verification`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'nobody@example.com' }),
    })
  await Promise.all(servers.map(nudge))
  await expect.poll(() => rows('SELECT target_id FROM sync_items'), { timeout: 90_000 }).toEqual([])
  expect(twice()).toEqual([])
  const shares = () => servers.map(({ told }) => told.filter(({ synced }) => synced).length)
  // What a process tells comes a moment after what it did.
  await expect.poll(() => shares().reduce((sum, share) => sum + share)).toBe(ORGANIZATIONS)
  console.info(`${ORGANIZATIONS} organizations, made by two processes: ${shares().join(' and ')}`)
  expect(Math.min(...shares())).toBeGreaterThan(0)
  const creations = site.served.exchanges.filter(
    ({ method, url: path }) => method === 'POST' && path === '/api/v1/organization',
  )
  expect(creations).toHaveLength(ORGANIZATIONS)
})

test.each(['with the lease', 'without it'] as const)('two workers %s', async (how) => {
  const { site, database, wait, rows, twice } = await openPlace()
  await wait()
  const { organizations } = site.provider
  if (!organizations) throw new Error('the adapter keeps no organizations')
  const means: Means = {
    ...{ database, provider: site.provider, organizations, now: () => new Date() },
    ...{ invitations: null, invitationUrl: 'https://app.example.com/onboarding' },
  }

  /** Looks what is due, and does it: right for whoever is alone. */
  async function naive(): Promise<void> {
    const due = (await rows('SELECT * FROM sync_items ORDER BY next_at')) as SyncItem[]
    for (const item of due) {
      await reconcile(item, means, AbortSignal.timeout(10_000)).catch(() => {})
      await finish(database, item, new Date())
    }
  }
  const leasing = () => createSync({ ...means, log: silentLog, metrics: createMetrics(), callMs: 10_000 }).run()
  const work = how === 'with the lease' ? leasing : naive
  await Promise.all([work(), work()])
  expect(await rows('SELECT target_id FROM sync_items')).toEqual([])
  if (how === 'with the lease') expect(twice()).toEqual([])
  else expect(twice().length).toBeGreaterThan(0)
})

test('an admin who is impatient puts nobody else to what is under way', async () => {
  const { site, database, wait, rows } = await openPlace()
  await wait(1)
  const { organizations } = site.provider
  if (!organizations) throw new Error('the adapter keeps no organizations')
  const looked = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  const find: typeof organizations.find = async (...given) => {
    const found = await organizations.find(...given)
    looked.resolve()
    await goOn.promise
    return found
  }
  const sync = () =>
    createSync({
      ...{ database, provider: site.provider, organizations: { ...organizations, find }, now: () => new Date() },
      ...{ invitations: null, invitationUrl: 'https://app.example.com/onboarding' },
      ...{ log: silentLog, metrics: createMetrics(), callMs: 10_000 },
    })
  const first = sync().run()
  await looked.promise
  const [{ id } = { id: '' }] = (await rows('SELECT id FROM organizations')) as { id: string }[]
  await rows(`SELECT set_config('tenantry.super_admin', 'on', true), set_config('tenantry.organization_id', '${id}', true);
    SELECT tenantry.retry_sync('${id}')`)
  const second = sync().run()
  // Whoever took it as well has looked by then, and found nothing.
  await expect.poll(async () => (await rows('SELECT FROM sync_items WHERE next_at <= now()')).length).toBe(0)
  goOn.resolve()
  await Promise.all([first, second])
  await sync().run()
  expect(site.holds('Waiting 1')).toHaveLength(1)
})
