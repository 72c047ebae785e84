import { ProviderError } from '@tenantry/core/provider'
import type { Tx } from '../database/database.ts'
import type { Outbox } from '../outbox.ts'
import type { Services } from '../services.ts'
import { adoptSync, beginSync, type Made, type NewOrganization } from './beginnings.ts'
import { createAfter, noteFallback, rejected } from './create-at-provider.ts'
import { LEASE_MS } from './policy.ts'
import type { Sync } from './sync.ts'

/** What stays the same each time that the transaction of a request is run. */
export interface Course {
  readonly newOrganizationId: string
  /** What the provider made already; null while it was not asked. */
  readonly made: Made | null
}

interface Scene {
  readonly sync: Sync
  readonly services: Services
  readonly tx: Tx
  readonly now: Date
  readonly outbox: Outbox
  readonly made: Made | null
}

/**
 * Has an organization made at the provider: after it is here, as `keep-local` has it; or before, as `reject` has it, so that nobody
 * sees or uses what may be taken back. Then this transaction is not written, but run again when the provider has it.
 * @throws PROVIDER_UNAVAILABLE under `reject`, while the provider is known to be away
 */
export function beginCreation(organization: NewOrganization, scene: Scene): void {
  const { sync, services, tx, now, outbox, made } = scene
  const { id } = organization
  const awayUntil = sync.organizations.awayUntil?.() ?? null
  if (made) {
    outbox.writes.push(() => adoptSync(tx, id, made))
    outbox.after.push(async () => services.metrics.count('organization_creations', { outcome: 'created' }))
  } else if (services.policy.onProviderFailure === 'reject') {
    // Once the pause is over, somebody has to try.
    if (awayUntil !== null && now.getTime() < awayUntil) throw rejected(services, id, away(services))
    outbox.reserved = organization
  } else if (awayUntil !== null) {
    // A job tries first: nobody waits for a provider that may still be away.
    const until = new Date(Math.max(awayUntil, now.getTime()))
    const error = away(services)
    outbox.writes.push(() => beginSync(tx, id, { until, obstacle: error.kind }))
    outbox.after.push(async () => noteFallback(services, id, error))
  } else {
    const until = new Date(now.getTime() + LEASE_MS)
    outbox.writes.push(() => beginSync(tx, id, { until, obstacle: null }))
    outbox.after.push(() => createAfter(sync, services, organization))
  }
}

function away({ provider }: Services): ProviderError {
  return new ProviderError('unavailable', {
    provider: provider.id,
    message: `${provider.id} is away: it was not asked`,
  })
}
