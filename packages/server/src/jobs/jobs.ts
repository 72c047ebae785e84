import type { RunSql } from '@tenantry/core/provider'

/** The work that happens after a commit, by name, with what each needs. `sealed` is encrypted: jobs are rows, and rows hold no token in clear. */
export interface JobData {
  'send-mail': { readonly sealed: string; readonly invitationId: string | null }
  sweep: Record<string, never>
}
/** The kinds of jobs. */
export type JobName = keyof JobData

/** How each job is done. A rejection is retried with back-off; a job may run more than once. */
export type JobHandlers = { readonly [Name in JobName]: (data: JobData[Name]) => Promise<void> }

/** A queue that lives in the server's database. */
export interface Jobs {
  /**
   * Adds jobs, in one statement, inside the caller's transaction: they exist exactly when that commits. The statement is sent before
   * anything is waited for, because COMMIT follows it at once.
   */
  enqueue<Name extends JobName>(runSql: RunSql, name: Name, ...data: readonly JobData[Name][]): Promise<void>
  /** Says that some jobs were just committed, so that they start now and not at the next poll. */
  nudge(name: JobName, count?: number): void
  start(handlers: JobHandlers): Promise<void>
  /** Lets running jobs finish and hands the others back. */
  stop(): Promise<void>
}
