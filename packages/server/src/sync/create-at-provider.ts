import { TenantryError } from '@tenantry/core'
import { isProviderError, type ProviderError } from '@tenantry/core/provider'
import type { Services } from '../services.ts'
import { abandon, cancel, type Made, type NewOrganization } from './beginnings.ts'
import { pauseAfter } from './policy.ts'
import { finish, keepLocal, link, noteMade, noteSending, type SyncItem } from './queries.ts'
import type { Sync } from './sync.ts'

async function askProvider(
  { organizations }: Sync,
  { policy }: Services,
  organization: NewOrganization,
): Promise<Made> {
  const { id: marker, ...wish } = organization
  const signal = AbortSignal.timeout(policy.providerDeadlines.creationMs)
  const providerId = await organizations.create({ marker, ...wish }, { signal })
  return { providerId, isSure: organizations.confirm === undefined }
}

/** Creates an organization at the provider that the database already has; when that fails, a job tries again. */
export async function createAfter(sync: Sync, services: Services, organization: NewOrganization): Promise<void> {
  const { database, now, metrics } = services
  const { id } = organization
  try {
    const { providerId, isSure } = await askProvider(sync, services, organization)
    metrics.count('organization_creations', { outcome: 'created' })
    const linked = async () => {
      await link(database, id, providerId, now())
      await finish(database, created(id), now())
    }
    // The answer does not wait for our own note: a job finds the organization by its marker when that gets lost.
    sync.beside(isSure ? linked() : noteMade(database, id, providerId, now()))
  } catch (error) {
    if (!isProviderError(error)) throw error
    noteFallback(services, id, error)
    if (error.outcome === 'none') await noteSending(database, id, null)
    const until = new Date(now().getTime() + pauseAfter(1, error))
    await keepLocal(database, id, { error: error.kind, until }, now())
  }
}

/** Counts and tells that an organization is kept here alone. */
export function noteFallback({ metrics, log, policy }: Services, organizationId: string, error: ProviderError): void {
  metrics.count('organization_creations', { outcome: 'kept_local' })
  metrics.count('fallbacks', { reason: error.kind })
  const noted = { organizationId, error, policy: policy.onProviderFailure, alert: 'fallback' }
  log.warn(noted, 'the provider did not create an organization: it is kept here alone')
}

/**
 * Creates an organization at the provider that is reserved here, and of which nobody knows.
 * @throws PROVIDER_UNAVAILABLE, when nothing came of it
 */
export async function createFirst(sync: Sync, services: Services, organization: NewOrganization): Promise<Made> {
  const { database, now } = services
  try {
    return await askProvider(sync, services, organization)
  } catch (error) {
    const isRefused = isProviderError(error) && error.outcome === 'none'
    await (isRefused ? cancel(database, organization.id) : abandon(database, organization.id, now()))
    if (!isProviderError(error)) throw error
    throw rejected(services, organization.id, error)
  }
}

/** Counts and tells that an organization was not made. */
export function rejected(
  { metrics, log, policy }: Services,
  organizationId: string,
  error: ProviderError,
): TenantryError {
  metrics.count('organization_creations', { outcome: 'rejected' })
  const noted = { organizationId, error, policy: policy.onProviderFailure }
  log.warn(noted, 'the provider did not create an organization, so it is not made here either')
  return new TenantryError('PROVIDER_UNAVAILABLE', { cause: error })
}

/** The item of an organization that nobody changed since. */
function created(id: string): SyncItem {
  return { organization_id: id, kind: 'organization', target_id: id, subject: null, version: '1', attempts: 1 }
}
