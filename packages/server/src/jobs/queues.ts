import type { JobName } from './jobs.ts'

/** Where pg-boss keeps its tables: apart from a pg-boss that the host may run in the same database. */
export const jobSchema = 'tenantry_jobs'

/** Where a job lies that failed for the last time: nobody works it, an operator reads it. */
export const deadQueue = 'dead'

export const deadQueueOptions = { deleteAfterSeconds: 30 * 24 * 3600 }

interface QueueOptions {
  readonly policy: 'standard' | 'exclusive'
  readonly retryLimit: number
  readonly retryDelay: number
  readonly deleteAfterSeconds: number
  readonly deadLetter?: string
}

/** How each queue retries. A delay doubles with each try, and is stretched by up to as much again at random. */
export const queueOptions = {
  // Eight tries in 42 to 85 minutes. What is done is deleted soon, for it holds a sealed token.
  'send-mail': { policy: 'standard', retryLimit: 7, retryDelay: 20, deleteAfterSeconds: 3600, deadLetter: deadQueue },
  // `exclusive`: one waits or runs at a time, however many processes there are.
  sweep: { policy: 'exclusive', retryLimit: 2, retryDelay: 5, deleteAfterSeconds: 3600 },
} as const satisfies Record<JobName, QueueOptions>

/** When a sweep is added: every ten minutes. */
export const sweepCron = '*/10 * * * *'

/** How many of each one process does at the same time. */
export const workersOf: Readonly<Record<JobName, number>> = { 'send-mail': 3, sweep: 1 }
