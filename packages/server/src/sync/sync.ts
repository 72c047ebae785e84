import { isProviderError, type ProviderOrganizations } from '@tenantry/core/provider'
import type { Log } from '../log/log.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { LEASE_MS, pauseAfter } from './policy.ts'
import { finish, keepLocal, postpone, type SyncItem, takeDue } from './queries.ts'
import { type Means, reconcile } from './reconcile.ts'

const MOST = 20
// Finds what a process that ended left, and what waited for its time.
const EVERY_MS = 15_000
// So many calls at the provider at once, of one process.
const AT_ONCE = 4

/** Keeps the provider as the database is. */
export interface Sync {
  readonly organizations: ProviderOrganizations
  /** Works on everything that is due, and on what becomes due meanwhile; calls that come meanwhile share the work. */
  run(): Promise<void>
  /** Says that something was just committed that may be due. */
  nudge(): void
  /** Takes over work that is done beside an answer, such as noting what the provider said. */
  beside(work: Promise<void>): void
  /** Works from now on. */
  start(): void
  /** Ends, when what is under way has ended. */
  stop(): Promise<void>
}

interface Options extends Means {
  readonly log: Log
  readonly metrics: Metrics
  readonly callMs: number
}

/** Creates the worker of one process; any number of processes share the work. */
export function createSync({ log, metrics, callMs, ...means }: Options): Sync {
  const { database, organizations, now } = means
  let running: Promise<void> | null = null
  let again = false
  let timer: ReturnType<typeof setInterval> | undefined
  const others = new Set<Promise<void>>()

  async function work(): Promise<void> {
    do {
      again = false
      for (;;) {
        const items = await takeDue(database, now(), after(LEASE_MS), MOST)
        if (items.length === 0) break
        // Of one organization the organization comes first: its members wait for its id anyway.
        for (let at = 0; at < items.length; at += AT_ONCE) await Promise.all(items.slice(at, at + AT_ONCE).map(settle))
      }
    } while (again)
  }

  async function settle(item: SyncItem): Promise<void> {
    const { organization_id: organizationId, kind, attempts } = item
    try {
      await reconcile(item, means, AbortSignal.timeout(callMs))
      await finish(database, item, now())
      metrics.count('syncs', { kind, result: 'succeeded' })
      log.info({ organizationId, kind, attempts }, 'synced with the provider')
    } catch (error) {
      const failure = isProviderError(error)
        ? error
        : { kind: 'unsettled', isTransient: true, retryAfter: null, outcome: 'none' }
      metrics.count('syncs', { kind, result: failure.kind })
      const pause = pauseAfter(attempts, failure)
      const until = after(pause)
      // A request that ended between its commit and the provider's answer left it pending.
      const isUnknown = failure.outcome === 'unknown'
      if (kind === 'member') await postpone(database, item, failure.kind, until)
      else await keepLocal(database, organizationId, { error: failure.kind, isUnknown, until }, now())
      log.warn({ organizationId, kind, attempts, error, pause }, 'not synced with the provider')
    }
  }

  const after = (milliseconds: number) => new Date(now().getTime() + milliseconds)

  function run(): Promise<void> {
    again = true
    running ??= work().finally(() => {
      running = null
    })
    return running
  }

  const failed = (error: unknown) => log.error({ error }, 'the sync with the provider stopped')
  const nudge = () => void (timer && run().catch(failed))

  return {
    organizations,
    run,
    nudge,
    beside(other) {
      const done = other.catch(failed).finally(() => {
        others.delete(done)
        nudge()
      })
      others.add(done)
    },
    start() {
      timer = setInterval(nudge, EVERY_MS)
      nudge()
    },
    async stop() {
      clearInterval(timer)
      timer = undefined
      await Promise.all(others)
      await running?.catch(failed)
    },
  }
}
