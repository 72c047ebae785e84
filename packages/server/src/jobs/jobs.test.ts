import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { type Engine, engines } from '../../test/job-engines.ts'
import type { JobData, JobHandlers, Jobs } from './jobs.ts'
import { type PgBossJobsOptions, pgBossJobs } from './pg-boss.ts'

function recorder() {
  const sent: JobData['send-mail'][] = []
  const handlers: JobHandlers = {
    'send-mail': async (data) => {
      sent.push(data)
    },
    sweep: async () => {},
  }
  return { sent, handlers }
}

const mail = (): JobData['send-mail'] => ({ sealed: randomUUID(), invitationId: null })

describe.each(engines)('$name', ({ open }) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await open()
  })
  afterAll(() => engine.close())

  const onError = vi.fn()

  async function startJobs(handlers: JobHandlers, options: Partial<PgBossJobsOptions> = {}): Promise<Jobs> {
    const jobs = pgBossJobs({ runSql: engine.owner, enqueueRole: engine.role, pollSeconds: 0.5, onError, ...options })
    await jobs.start(handlers)
    onTestFinished(() => jobs.stop())
    return jobs
  }

  async function add(jobs: Jobs, data: JobData['send-mail']): Promise<void> {
    await engine.asRequest((runSql) => jobs.enqueue(runSql, 'send-mail', data))
    jobs.nudge('send-mail')
  }

  /** Lets a failed job run again now instead of after its pause. */
  const endPauses = () => engine.owner(`UPDATE tenantry_jobs.job SET start_after = now() WHERE state = 'retry'`, [])

  test('runs a job once when its transaction commits, without waiting for a poll', async () => {
    const { sent, handlers } = recorder()
    const jobs = await startJobs(handlers, { pollSeconds: 3600 })
    const data = mail()
    await add(jobs, data)
    await expect.poll(() => sent).toEqual([data])
  })

  test('never runs a job of a transaction that was rolled back', async () => {
    const { sent, handlers } = recorder()
    const jobs = await startJobs(handlers)
    const failure = new Error('made-up failure after the job was added')
    const request = engine.asRequest(async (runSql) => {
      await jobs.enqueue(runSql, 'send-mail', mail())
      throw failure
    })
    await expect(request).rejects.toBe(failure)
    const next = mail()
    await add(jobs, next)
    await expect.poll(() => sent).toEqual([next])
  })

  test('tries a failed job again, and keeps nothing of the error but its code', async () => {
    const tries = vi.fn<JobHandlers['send-mail']>()
    const secret = 'no such mailbox somebody@example.com'
    tries.mockRejectedValueOnce(Object.assign(new Error(secret), { code: 'EENVELOPE' }))
    tries.mockRejectedValueOnce(new TypeError(secret))
    tries.mockResolvedValue()
    const jobs = await startJobs({ ...recorder().handlers, 'send-mail': tries })
    onError.mockClear()
    await add(jobs, mail())
    for (const count of [1, 2]) {
      await vi.waitFor(async () => {
        const { rows } = await engine.owner(`SELECT output FROM tenantry_jobs.job WHERE state = 'retry'`, [])
        expect(rows).toHaveLength(1)
        expect(tries).toHaveBeenCalledTimes(count)
        expect(JSON.stringify(rows)).not.toContain('somebody')
        expect(JSON.stringify(rows)).toContain(count === 1 ? 'EENVELOPE' : 'TypeError')
      }, 10_000)
      await endPauses()
    }
    await expect.poll(() => tries).toHaveBeenCalledTimes(3)
    expect(onError).toHaveBeenCalledTimes(2)
    expect(onError).toHaveBeenCalledWith(expect.objectContaining({ message: secret }), 'send-mail')
  })

  test('lays a job aside, readable for the operator, after eight tries', async () => {
    const handlers = { ...recorder().handlers, 'send-mail': () => Promise.reject(new Error('made-up failure')) }
    const jobs = await startJobs(handlers)
    const data = mail()
    await add(jobs, data)
    await vi.waitFor(
      async () => {
        await endPauses()
        const { rows } = await engine.owner(
          `SELECT data, source_name, source_retry_count FROM tenantry_jobs.job WHERE name = 'dead'`,
          [],
        )
        expect(rows).toEqual([{ data, source_name: 'send-mail', source_retry_count: 7 }])
      },
      { timeout: 20_000, interval: 100 },
    )
  })

  test('waits longer after each failed try, about an hour in all', async () => {
    const handlers = { ...recorder().handlers, 'send-mail': () => Promise.reject(new Error('made-up failure')) }
    const jobs = await startJobs(handlers)
    await add(jobs, mail())
    await vi.waitFor(async () => {
      const { rows } = await engine.owner(
        `SELECT retry_limit, retry_backoff, extract(epoch FROM start_after - now())::float8 AS pause
         FROM tenantry_jobs.job WHERE state = 'retry'`,
        [],
      )
      expect(rows).toEqual([{ retry_limit: 7, retry_backoff: true, pause: expect.any(Number) }])
      const { pause } = rows[0] as { pause: number }
      expect(pause).toBeGreaterThan(15)
      expect(pause).toBeLessThanOrEqual(40)
    }, 10_000)
    await engine.owner(`DELETE FROM tenantry_jobs.job WHERE state = 'retry'`, [])
  })

  test('shares the jobs between two processes, each job once', async () => {
    const [first, second] = [recorder(), recorder()]
    const jobs = await startJobs(first.handlers)
    const others = await startJobs(second.handlers)
    const all = Array.from({ length: 30 }, mail)
    await engine.asRequest(async (runSql) => {
      for (const data of all) await jobs.enqueue(runSql, 'send-mail', data)
    })
    jobs.nudge('send-mail', all.length)
    others.nudge('send-mail', all.length)
    await expect.poll(() => first.sent.length + second.sent.length).toBe(all.length)
    const sealed = (data: JobData['send-mail']) => data.sealed
    expect([...first.sent, ...second.sent].map(sealed).sort()).toEqual(all.map(sealed).sort())
  })

  test('takes several processes that start at once', async () => {
    for (const schema of ['at_once_1', 'at_once_2', 'at_once_3', 'at_once_4', 'at_once_5']) {
      const starts = [1, 2, 3, 4].map(() => startJobs(recorder().handlers, { schema }))
      await expect(Promise.all(starts)).resolves.toHaveLength(4)
      const { rows } = await engine.owner(`SELECT name, cron FROM ${schema}.schedule`, [])
      expect(rows).toEqual([{ name: 'sweep', cron: '*/10 * * * *' }])
    }
  })

  test('sweeps in one process at a time', async () => {
    let sweeps = 0
    const sweeping = Promise.withResolvers<void>()
    const sweep = () => {
      sweeps += 1
      return sweeping.promise
    }
    const jobs = await startJobs({ ...recorder().handlers, sweep })
    const others = await startJobs({ ...recorder().handlers, sweep })
    for (let tick = 0; tick < 3; tick += 1) {
      await engine.asRequest((runSql) => others.enqueue(runSql, 'sweep', {}))
      jobs.nudge('sweep')
      others.nudge('sweep')
      await expect.poll(() => sweeps).toBe(1)
    }
    const { rows } = await engine.owner(`SELECT FROM tenantry_jobs.job WHERE name = 'sweep' AND state <= 'active'`, [])
    expect(rows).toHaveLength(1)
    sweeping.resolve()
  })

  test('lets a running job finish when it stops', async () => {
    const finish = Promise.withResolvers<void>()
    const started = vi.fn(() => finish.promise)
    const jobs = await startJobs({ ...recorder().handlers, 'send-mail': started })
    await add(jobs, mail())
    await expect.poll(() => started).toHaveBeenCalled()
    const stopped = jobs.stop()
    finish.resolve()
    await stopped
    const { rows } = await engine.owner(
      `SELECT state FROM tenantry_jobs.job WHERE name = 'send-mail' AND state <= 'active'`,
      [],
    )
    expect(rows).toEqual([])
  })

  test('hands back what does not finish in time, for another process to do at once', async () => {
    const { sent, handlers } = recorder()
    const never = vi.fn(() => new Promise<void>(() => {}))
    const jobs = await startJobs({ ...handlers, 'send-mail': never }, { stopSeconds: 1 })
    const data = mail()
    await add(jobs, data)
    await expect.poll(() => never).toHaveBeenCalledOnce()
    await jobs.stop()
    await startJobs(handlers)
    await expect.poll(() => sent).toEqual([data])
  })

  test('refuses a job before the start, instead of waiting inside a transaction', async () => {
    const jobs = pgBossJobs({ runSql: engine.owner, onError })
    const request = engine.asRequest((runSql) => jobs.enqueue(runSql, 'send-mail', mail()))
    await expect(request).rejects.toThrow('The job queue has not started yet.')
  })

  test('starts when it is told again after the database did not answer', async () => {
    const { sent, handlers } = recorder()
    for (const failingCall of [1, 2, 5, 9]) {
      let calls = 0
      const jobs = pgBossJobs({
        runSql: (sql, parameters) => {
          calls += 1
          return calls === failingCall ? Promise.reject(new Error('made-up outage')) : engine.owner(sql, parameters)
        },
        enqueueRole: engine.role,
        onError,
      })
      onTestFinished(() => jobs.stop())
      await jobs.start(handlers).catch(() => jobs.start(handlers))
      const data = mail()
      await add(jobs, data)
      await expect.poll(() => sent).toContainEqual(data)
    }
    expect(sent).toHaveLength(4)
  })

  test('stops without the database, and reports it', async () => {
    let away = false
    const jobs = await startJobs(
      { ...recorder().handlers, 'send-mail': () => new Promise(() => {}) },
      {
        runSql: (sql, parameters) =>
          away ? Promise.reject(new Error('made-up outage')) : engine.owner(sql, parameters),
        stopSeconds: 1,
      },
    )
    await add(jobs, mail())
    await vi.waitFor(async () => {
      const { rows } = await engine.owner(`SELECT FROM tenantry_jobs.job WHERE state = 'active'`, [])
      expect(rows).toHaveLength(1)
    }, 10_000)
    away = true
    onError.mockClear()
    await expect(jobs.stop()).resolves.toBeUndefined()
    expect(onError).toHaveBeenCalledWith(expect.objectContaining({ message: 'made-up outage' }), null)
    await engine.owner(`DELETE FROM tenantry_jobs.job WHERE state = 'active'`, [])
  })
})
