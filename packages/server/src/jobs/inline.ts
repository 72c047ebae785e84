import type { RunSql } from '@tenantry/core/provider'
import type { JobData, JobHandlers, JobName, Jobs } from './jobs.ts'

export interface InlineJobsOptions {
  /** Runs SQL outside everybody's transaction; it is asked how the transactions that added jobs ended. */
  readonly runSql: RunSql
  /** Hears of every failed try. */
  readonly onError: (error: unknown, job: JobName | null) => void
  /** The pauses before each further try, in milliseconds. @default 1 s, 5 s, 30 s, 2 min, 10 min */
  readonly pauses?: readonly number[]
  /** The pause between two sweeps, in milliseconds. @default 10 min */
  readonly sweepEvery?: number
}

interface Waiting {
  readonly transaction: string
  readonly run: (handlers: JobHandlers) => Promise<void>
  readonly name: JobName
}

const tenMinutes = 600_000

/**
 * Keeps jobs in memory, for runtimes that have Fetch and nothing else: a browser tab, a worker, a test.
 * What has not run is lost when the process ends; servers use `pgBossJobs`.
 */
export function inlineJobs(options: InlineJobsOptions): Jobs {
  const { runSql, onError, pauses = [1000, 5000, 30_000, 120_000, tenMinutes], sweepEvery = tenMinutes } = options
  let waiting: Waiting[] = []
  let handlers: JobHandlers | null = null
  let sweeping: ReturnType<typeof setInterval> | undefined
  const running = new Set<Promise<void>>()
  const pausing = new Set<() => void>()

  function launch(work: Promise<void>): void {
    const done = work.catch((error) => onError(error, null)).finally(() => running.delete(done))
    running.add(done)
  }

  async function runCommitted(): Promise<void> {
    const taken = waiting
    waiting = []
    for (const [index, job] of taken.entries()) {
      const outcome = await outcomeOf(runSql, job.transaction).catch((error: unknown) => {
        // Nobody knows yet how these ended: they wait for the next nudge or sweep.
        waiting.push(...taken.slice(index))
        throw error
      })
      if (outcome === 'in progress') waiting.push(job)
      if (outcome === 'committed') launch(withRetries(job))
    }
  }

  async function withRetries({ name, run }: Waiting): Promise<void> {
    for (const wait of [...pauses, null]) {
      try {
        if (handlers) await run(handlers)
        return
      } catch (error) {
        onError(error, name)
      }
      if (wait !== null && handlers) await pause(wait)
    }
  }

  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer)
        pausing.delete(end)
        resolve()
      }
      const timer = setTimeout(end, milliseconds)
      pausing.add(end)
    })
  }

  return {
    async enqueue<Name extends JobName>(run: RunSql, name: Name, ...all: readonly JobData[Name][]) {
      const { rows } = await run('SELECT pg_current_xact_id()::text AS transaction', [])
      const transaction = (rows[0] as { transaction: string }).transaction
      for (const data of all) waiting.push({ transaction, name, run: (handlers) => handlers[name](data) })
    },

    nudge() {
      if (handlers) launch(runCommitted())
    },

    async start(given) {
      handlers = given
      sweeping = setInterval(() => {
        launch(given.sweep({}).catch((error) => onError(error, 'sweep')))
        launch(runCommitted())
      }, sweepEvery)
      launch(runCommitted())
    },

    async stop() {
      clearInterval(sweeping)
      handlers = null
      for (const end of pausing) end()
      while (running.size > 0) await Promise.all(running)
    },
  }
}

// The port promises that a job exists exactly when its transaction commits, and a nudge does not say whose did.
async function outcomeOf(runSql: RunSql, transaction: string): Promise<string | null> {
  const { rows } = await runSql('SELECT pg_xact_status($1::text::xid8) AS outcome', [transaction])
  return (rows[0] as { outcome: string | null }).outcome
}
