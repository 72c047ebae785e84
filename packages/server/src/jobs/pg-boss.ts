import type { RunSql } from '@tenantry/core/provider'
import { type Db, PgBoss } from 'pg-boss'
import { jobGrants } from './grants.ts'
import type { JobData, JobHandlers, JobName, Jobs } from './jobs.ts'
import { deadQueue, deadQueueOptions, jobSchema, queueOptions, sweepCron, workersOf } from './queues.ts'

/** Where pg-boss keeps the jobs, and how long they may wait and take. */
export interface PgBossJobsOptions {
  /** Runs SQL as the owner of the job tables, outside everybody's transaction: `database.runSql`. */
  readonly runSql: RunSql
  /** @default 'tenantry_jobs' */
  readonly schema?: string
  /** A role that may add jobs, and do nothing else with them: the role of the requests. */
  readonly enqueueRole?: string
  /** How long a job waits that nobody announced by `nudge`. @default 5 */
  readonly pollSeconds?: number
  /** How long one try may take; then it counts as failed, as after a crash. @default 60 */
  readonly expireSeconds?: number
  /** How often jobs of crashed processes are looked for. @default 30 */
  readonly superviseSeconds?: number
  /** How long `stop` lets running jobs finish. @default 10 */
  readonly stopSeconds?: number
  /** Hears of every failed try and of every fault of the queue itself. */
  readonly onError: (error: unknown, job: JobName | null) => void
}

const names = Object.keys(queueOptions) as JobName[]

/** Keeps jobs in the server's own PostgreSQL or PGlite. */
export function pgBossJobs(options: PgBossJobsOptions): Jobs {
  const { runSql, schema = jobSchema, pollSeconds = 5, expireSeconds = 60, superviseSeconds = 30, onError } = options
  const boss = new PgBoss({
    schema,
    db: { executeSql: async (sql, values = []) => ({ rows: [...(await runSql(sql, values)).rows] }) },
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
    maintenanceIntervalSeconds: 3600,
    // What these two watch over grows with millions of jobs, and PGlite has no autovacuum to be found missing.
    monitorVacuum: false,
    reindex: false,
    // No job here depends on another.
    flowIntervalSeconds: 3600,
  })
  boss.on('error', (error) => onError(error, null))
  boss.on('warning', ({ message }) => onError(new Error(message), null))
  const insertions = new Map<JobName, string>()
  const workers = new Map<JobName, string[]>(names.map((name) => [name, []]))
  const running = new Map<string, JobName>()
  const busy = new Set<string>()

  async function openQueue(name: JobName): Promise<void> {
    const { policy, ...settings } = { ...queueOptions[name], retryBackoff: true, expireInSeconds: expireSeconds }
    await boss.createQueue(name, { policy, ...settings })
    // An older version may have created it with other settings.
    await boss.updateQueue(name, settings)
    insertions.set(name, await insertionSql(boss, name))
  }

  async function work<Name extends JobName>(name: Name, handler: JobHandlers[Name]): Promise<void> {
    let id = ''
    id = await boss.work<JobData[Name]>(name, { pollingIntervalSeconds: pollSeconds }, async ([job]) => {
      if (!job) return
      running.set(job.id, name)
      busy.add(id)
      try {
        await handler(job.data)
      } catch (error) {
        onError(error, name)
        // pg-boss stores what is thrown in the job's row; the error itself may quote an address or a whole mail.
        throw new Error(codeOf(error))
      } finally {
        running.delete(job.id)
        busy.delete(id)
        // Where one job was there may be more: look again without waiting for the next poll.
        boss.notifyWorker(id)
      }
    })
    workers.get(name)?.push(id)
  }

  return {
    async enqueue(run, name, ...all) {
      const sql = insertions.get(name)
      // Waiting for the start here would wait for a connection that the caller's own transaction may hold.
      if (!sql) throw new Error('The job queue has not started yet.')
      await run(sql, [JSON.stringify(all.map((data) => ({ data })))])
    },

    // One worker for each job, since every one that wakes asks the database; each time another, and rather one that is free.
    nudge(name, count = 1) {
      const ids = workers.get(name) ?? []
      const idle = ids.filter((id) => !busy.has(id))
      for (const id of (idle.length > 0 ? idle : ids).slice(0, count)) {
        boss.notifyWorker(id)
        ids.push(...ids.splice(ids.indexOf(id), 1))
      }
    },

    async start(handlers) {
      await startInTurn(boss)
      await boss.createQueue(deadQueue, deadQueueOptions)
      for (const name of names) await openQueue(name)
      if (options.enqueueRole) await runSql(jobGrants(options.enqueueRole, schema), [])
      await boss.schedule('sweep', sweepCron, {})
      for (const name of names) {
        for (let count = 0; count < workersOf[name]; count += 1) await work(name, handlers[name])
      }
    },

    async stop() {
      insertions.clear()
      for (const ids of workers.values()) ids.length = 0
      try {
        await boss.stop({ timeout: (options.stopSeconds ?? 10) * 1000 })
        // pg-boss hands unfinished jobs back as failed tries, to be repeated after a pause; others may go on now.
        for (const [id, name] of running) await boss.update(name, undefined, { id, startAfter: 0 })
      } catch (error) {
        // Without the database they are found later, like those of a killed process.
        onError(error, null)
      }
    },
  }
}

/** Starts again when another process made the tables meanwhile: pg-boss sees that only in some of its races. */
async function startInTurn(boss: PgBoss): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await boss.start()
      return
    } catch (error) {
      const raced = ['23505', '42P06', '42P07', '42710'].includes(codeOf(error))
      if (!raced || attempt === 3) throw error
    }
  }
}

/**
 * Lets pg-boss write its statement for adding a job, without running it.
 * Through `boss.insert` itself a request could wait, inside its transaction, for pg-boss to read its queues outside of it:
 * for ever, where there is a single connection.
 */
async function insertionSql(boss: PgBoss, name: JobName): Promise<string> {
  let written = ''
  const db: Db = {
    async executeSql(sql) {
      written = sql
      return { rows: [] }
    },
  }
  await boss.insert(name, [{ data: {} }], { db })
  return written
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown'
  if ('code' in error && typeof error.code === 'string') return error.code
  return error instanceof Error ? error.name : 'unknown'
}
