import { isProviderError, type ProviderOrganizations } from '@tenantry/core/provider'
import type { Log } from '../log/log.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { noteEnded } from './invitation-queries.ts'
import { LEASE_MS } from './policy.ts'
import { finish, keepLocal, postpone, type SyncItem, takeDue } from './queries.ts'
import { type Means, reconcile } from './reconcile.ts'
import { isFinal } from './reconcile-invitation.ts'
import { createWorker, failureOf, type Worker } from './worker.ts'

const MOST = 20

/** Keeps the provider as the database is. */
export interface Sync extends Worker {
  readonly organizations: ProviderOrganizations
}

interface Options extends Means {
  readonly log: Log
  readonly metrics: Metrics
  readonly callMs: number
}

/** Creates the worker of one process; any number of processes share the work. */
export function createSync({ log, metrics, callMs, ...means }: Options): Sync {
  const { database, organizations, now } = means

  async function settle(item: SyncItem): Promise<void> {
    const { organization_id: organizationId, kind, attempts } = item
    try {
      await reconcile(item, means, AbortSignal.timeout(callMs))
      await finish(database, item, now())
      metrics.count('syncs', { kind, result: 'succeeded' })
      log.info({ organizationId, kind, attempts }, 'synced with the provider')
    } catch (error) {
      const { kind: result, pause } = failureOf(error, attempts)
      metrics.count('syncs', { kind, result })
      const until = after(pause)
      // A request that ended between its commit and the provider's answer left it pending.
      if (kind === 'invitation' && isProviderError(error) && isFinal(error)) await finish(database, item, now())
      else if (kind !== 'organization') await postpone(database, item, result, until)
      else await keepLocal(database, organizationId, { error: result, until }, now())
      log.warn({ organizationId, kind, attempts, error, pause }, 'not synced with the provider')
    }
  }

  const after = (milliseconds: number) => new Date(now().getTime() + milliseconds)

  const worker = createWorker({
    async take() {
      if (means.invitations) await noteEnded(database, now())
      // Of one organization the organization comes first: its members wait for its id anyway.
      return takeDue(database, now(), after(LEASE_MS), MOST)
    },
    settle,
    failed: (error) => log.error({ error }, 'the sync with the provider stopped'),
  })
  return { organizations, ...worker }
}
