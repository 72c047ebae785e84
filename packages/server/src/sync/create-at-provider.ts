import { TenantryError } from '@tenantry/core'
import { isProviderError } from '@tenantry/core/provider'
import type { Services } from '../services.ts'
import { pauseAfter } from './policy.ts'
import { finish, keepLocal, link, type SyncItem, takeBack } from './queries.ts'
import type { Sync } from './sync.ts'

interface NewOrganization {
  readonly id: string
  readonly name: string
  readonly slug: string
  /** The founder's subject at the provider. */
  readonly founder: string | null
}

/**
 * Creates an organization at the provider that the database already has. When that fails the host's policy decides: `keep-local` keeps
 * it here, for a job to try again; `reject` takes it back.
 * @throws PROVIDER_UNAVAILABLE under `reject`
 */
export async function createAtProvider(sync: Sync, services: Services, organization: NewOrganization): Promise<void> {
  const { database, policy, now, metrics } = services
  const { id, name, slug, founder } = organization
  const item: SyncItem = {
    organization_id: id,
    kind: 'organization',
    target_id: id,
    subject: null,
    version: '1',
    attempts: 1,
  }
  try {
    const signal = AbortSignal.timeout(policy.providerDeadlines.creationMs)
    const providerId = await sync.organizations.create({ marker: id, name, slug, founder }, { signal })
    metrics.count('organization_creations', { outcome: 'created' })
    // The answer does not wait for our own note: a job finds the organization by its marker when that gets lost.
    sync.beside(link(database, id, providerId, now()).then(() => finish(database, item, now())))
  } catch (error) {
    if (!isProviderError(error)) throw error
    const noted = { organizationId: id, error, policy: policy.onProviderFailure }
    const isUnknown = error.outcome === 'unknown'
    if (policy.onProviderFailure === 'reject') {
      metrics.count('organization_creations', { outcome: 'rejected' })
      services.log.warn(noted, 'the provider did not create an organization, so it was taken back')
      await takeBack(database, id, isUnknown, now())
      throw new TenantryError('PROVIDER_UNAVAILABLE', { cause: error })
    }
    metrics.count('organization_creations', { outcome: 'kept_local' })
    metrics.count('fallbacks', { reason: error.kind })
    services.log.warn(
      { ...noted, alert: 'fallback' },
      'the provider did not create an organization: it is kept here alone',
    )
    const until = new Date(now().getTime() + pauseAfter(1, error))
    await keepLocal(database, id, { error: error.kind, isUnknown, until }, now())
  }
}
