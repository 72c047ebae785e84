import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Engine, engines } from '../../test/job-engines.ts'
import { jobGrants } from './grants.ts'
import { pgBossJobs } from './pg-boss.ts'

describe.each(engines)('$name', ({ open }) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await open()
    const jobs = pgBossJobs({ runSql: engine.owner, enqueueRole: engine.role, onError() {} })
    await jobs.start({ 'send-mail': async () => {}, sweep: async () => {} })
    await engine.asRequest((runSql) => jobs.enqueue(runSql, 'send-mail', { sealed: 'made up', invitationId: null }))
    await jobs.stop()
  })
  afterAll(() => engine.close())

  test.each([
    { act: 'read a job', sql: 'SELECT data FROM tenantry_jobs.job' },
    { act: 'read a job by its partition', sql: 'SELECT id FROM tenantry_jobs.job_common' },
    { act: 'change a job', sql: `UPDATE tenantry_jobs.job_common SET data = '{}'` },
    { act: 'delete a job', sql: 'DELETE FROM tenantry_jobs.job_common' },
    {
      act: 'add a job as done',
      sql: `INSERT INTO tenantry_jobs.job_common (name, state) VALUES ('sweep', 'completed')`,
    },
    {
      act: 'read back what it adds',
      sql: `INSERT INTO tenantry_jobs.job_common (name) VALUES ('sweep') RETURNING data`,
    },
    { act: 'change a queue', sql: 'UPDATE tenantry_jobs.queue SET retry_limit = 0' },
    { act: 'add a queue', sql: `SELECT tenantry_jobs.create_queue('made_up', '{"policy":"standard"}')` },
    { act: 'plan a job', sql: `INSERT INTO tenantry_jobs.schedule (name, cron) VALUES ('sweep', '* * * * *')` },
    { act: 'make a table', sql: 'CREATE TABLE tenantry_jobs.made_up ()' },
  ])('does not let the role of the requests $act', async ({ sql }) => {
    await expect(engine.asRequest((runSql) => runSql(sql, []))).rejects.toThrow('permission denied')
  })

  test('grants again without a change', async () => {
    const rights = () =>
      engine.owner(
        `SELECT table_name, column_name, privilege_type FROM information_schema.column_privileges
         WHERE grantee = $1 AND table_schema = 'tenantry_jobs' ORDER BY 1, 2, 3`,
        [engine.role],
      )
    const before = await rights()
    await Promise.all([1, 2, 3].map(() => engine.owner(jobGrants(engine.role), [])))
    expect((await rights()).rows).toEqual(before.rows)
  })
})

test.each(['request"; DROP SCHEMA tenantry', '', 'Request', "o'neil"])('grants nothing to the role name %j', (name) => {
  expect(() => jobGrants(name)).toThrow('Not a plain SQL name')
})
