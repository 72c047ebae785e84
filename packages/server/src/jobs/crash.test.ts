import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createDatabase } from '@tenantry/testing/database'
import pg from 'pg'
import { expect, inject, test, vi } from 'vitest'
import { poolSql } from '../database/owner-sql.ts'
import { pgBossJobs } from './pg-boss.ts'

// Takes one job, says so, and never finishes it.
const worker = `
  import pg from 'pg'
  import { poolSql } from ${JSON.stringify(new URL('../database/owner-sql.ts', import.meta.url).href)}
  import { pgBossJobs } from ${JSON.stringify(new URL('pg-boss.ts', import.meta.url).href)}
  const runSql = poolSql(new pg.Pool({ connectionString: process.env.DATABASE_URL }))
  const jobs = pgBossJobs({ runSql, expireSeconds: 1, onError: console.error })
  const take = () => { console.log('taken'); return new Promise(() => {}) }
  await jobs.start({ 'send-mail': take, sweep: async () => {} })
  await jobs.enqueue(runSql, 'send-mail', { sealed: 'made up', invitationId: null })
  jobs.nudge('send-mail')
`

test('does a job again whose process was killed', async () => {
  await using database = await createDatabase(inject('postgresUrl'))
  const child = spawn(process.execPath, ['--conditions=@tenantry/source', '--input-type=module', '--eval', worker], {
    cwd: import.meta.dirname,
    env: { ...process.env, DATABASE_URL: database.url },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [output] = await once(child.stdout, 'data')
  expect(String(output)).toContain('taken')
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited

  const pool = new pg.Pool({ connectionString: database.url })
  const runSql = poolSql(pool)
  const sent = vi.fn(async () => {})
  const onError = vi.fn()
  const jobs = pgBossJobs({
    runSql,
    expireSeconds: 1,
    superviseSeconds: 1,
    pollSeconds: 0.5,
    onError,
  })
  await jobs.start({ 'send-mail': sent, sweep: async () => {} })
  await vi.waitFor(
    async () => {
      await runSql(`UPDATE tenantry_jobs.job SET start_after = now() WHERE state = 'retry'`, [])
      expect(sent).toHaveBeenCalledWith({ sealed: 'made up', invitationId: null })
    },
    { timeout: 15_000, interval: 100 },
  )
  await jobs.stop()
  await pool.end()
  expect(onError).not.toHaveBeenCalled()
})
