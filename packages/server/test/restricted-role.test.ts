import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pgBossJobs } from '../src/jobs/pg-boss.ts'
import { engines, openDatabase, type Running, startTenantry } from './start-tenantry.ts'

// Each privilege of a role on anything that holds rows, by table or by single columns.
const privileges = (role: string) => `
  SELECT c.oid::regclass::text AS relation, p.privilege
  FROM pg_class c, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']) AS p (privilege)
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relnamespace::regnamespace::text !~ '^(pg_|information_schema$)'
    AND CASE WHEN p.privilege IN ('SELECT', 'INSERT', 'UPDATE')
      THEN has_any_column_privilege('${role}', c.oid, p.privilege)
      ELSE has_table_privilege('${role}', c.oid, p.privilege) END
  ORDER BY c.relnamespace::regnamespace::text, c.relname, p.privilege`

interface Privilege {
  readonly relation: string
  readonly privilege: string
}

describe.each(engines)('on %s', (engine) => {
  let running: Running
  beforeAll(async () => {
    const database = await openDatabase(engine)
    const onError = (error: unknown) => expect.unreachable(String(error))
    const jobs = pgBossJobs({ runSql: database.runSql, enqueueRole: 'tenantry_app', onError })
    running = await startTenantry(engine, { database, jobs })
  })
  afterAll(() => running.stop())

  test('requests add jobs, and have no other right outside of the tables with policies', async () => {
    const found = await running.rows<Privilege>(privileges('tenantry_app'))
    expect(found.filter(({ relation }) => relation.includes('.'))).toEqual([
      { relation: 'tenantry_jobs.job_common', privilege: 'INSERT' },
      { relation: 'tenantry_jobs.queue', privilege: 'SELECT' },
    ])
    expect(found.filter(({ privilege }) => ['TRUNCATE', 'TRIGGER'].includes(privilege))).toEqual([])
  })

  test('the provider’s role reaches none of our tables', async () => {
    expect(await running.rows<Privilege>(privileges('tenantry_auth'))).toEqual([
      { relation: 'auth.account', privilege: 'INSERT' },
      // of an account that took an address without proving it
      { relation: 'auth."user"', privilege: 'DELETE' },
      { relation: 'auth."user"', privilege: 'INSERT' },
      { relation: 'auth."user"', privilege: 'SELECT' },
      { relation: 'auth."user"', privilege: 'UPDATE' },
    ])
  })
})

describe('the start is refused', () => {
  let running: Running
  beforeAll(async () => {
    // Roles belong to a whole server: only a PGlite of one's own may have such ones.
    running = await startTenantry('pglite')
  })
  afterAll(() => running.stop())

  test.each([
    ['ALTER ROLE tenantry_app SUPERUSER', 'ALTER ROLE tenantry_app NOSUPERUSER', /SUPERUSER and BYPASSRLS/],
    ['ALTER ROLE tenantry_app BYPASSRLS', 'ALTER ROLE tenantry_app NOBYPASSRLS', /SUPERUSER and BYPASSRLS/],
    ['ALTER TABLE invitations OWNER TO tenantry_app', 'ALTER TABLE invitations OWNER TO postgres', /owns the tables/],
    ['GRANT postgres TO tenantry_app', 'REVOKE postgres FROM tenantry_app', /owns the tables/],
  ])('after %s, and not after %s', async (loosen, tighten, sentence) => {
    const { database } = running
    await database.runSql(loosen, [])
    const start = () => startTenantry('pglite', { database }).then(({ tenantry }) => tenantry.stop())
    await expect(start()).rejects.toThrow(sentence)
    await database.runSql(tighten, [])
    await start()
  })
})
