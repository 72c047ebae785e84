import type { JobHandlers, JobName, Jobs } from '../src/jobs/jobs.ts'

/** Jobs that run when they are told to, so that nothing else talks to the database meanwhile. */
export interface HeldJobs extends Jobs {
  /** Runs what has been added. */
  run(): Promise<void>
}

/** Keeps jobs until they are asked for; adding some takes one statement, as with pg-boss. */
export function heldJobs(): HeldJobs {
  let handlers: JobHandlers | null = null
  let waiting: { readonly name: JobName; readonly data: never }[] = []
  return {
    async enqueue(runSql, name, ...all) {
      await runSql('SELECT $1::jsonb', [JSON.stringify(all)])
      for (const data of all) waiting.push({ name, data: data as never })
    },
    nudge() {},
    async start(given) {
      handlers = given
    },
    async stop() {},
    async run() {
      const taken = waiting
      waiting = []
      for (const { name, data } of taken) await handlers?.[name](data)
    },
  }
}
