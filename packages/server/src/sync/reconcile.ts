import { isProviderError, type Provider, type ProviderOrganizations } from '@tenantry/core/provider'
import type { Database } from '../database/database.ts'
import { SETTLED_MS } from './policy.ts'
import { forget, type Linked, link, linkedOf, membershipOf, type SyncItem, unlink } from './queries.ts'

/** What the work on an item needs. */
export interface Means {
  readonly database: Database
  readonly provider: Provider
  readonly organizations: ProviderOrganizations
  readonly now: () => Date
}

/** It is not known yet whether there is anything to be done: to be asked again. */
class Unsettled extends Error {
  override readonly name = 'Unsettled'
}

/**
 * Makes one thing at the provider as it is here. Doing it twice does no harm.
 * @throws ProviderError, or Unsettled when it has to be looked at again
 */
export async function reconcile(item: SyncItem, means: Means, signal: AbortSignal): Promise<void> {
  const { database, provider } = means
  const issuers = provider.tokens.map(({ issuer }) => issuer)
  const linked = await linkedOf(database, item.organization_id, issuers)
  if (!linked) return
  if (item.kind === 'organization') return reconcileOrganization(item, linked, means, signal)
  if (linked.provider_id === null) return
  const { subject, role } = await membershipOf(database, item, issuers)
  // Somebody who never signed in by the provider is nobody there.
  if (subject === null) return
  const { organizations } = means
  if (role === null) return organizations.removeMember(linked.provider_id, subject, { signal })
  try {
    await organizations.setMember(linked.provider_id, { subject, role }, { signal })
  } catch (error) {
    if (!isProviderError(error, 'not_found')) throw error
    // The person, or the organization: an answer may have named another one.
    const id = await relinked(item, linked, means, signal)
    if (id === null) throw error
    await organizations.setMember(id, { subject, role }, { signal })
  }
}

/** Looks for an organization that is not there under its id. @returns its right one, noted from here on; null when there is none */
async function relinked(item: SyncItem, linked: Linked, means: Means, signal: AbortSignal): Promise<string | null> {
  const { database, organizations, now } = means
  const { organization_id: marker } = item
  const found = await organizations.find({ marker, slug: linked.slug }, { signal })
  if (found === null || found === linked.provider_id) return null
  await link(database, marker, found, now())
  return found
}

async function reconcileOrganization(item: SyncItem, linked: Linked, means: Means, signal: AbortSignal): Promise<void> {
  const { database, organizations, now } = means
  const { organization_id: marker } = item
  const { provider_id, slug, name, current_slug, founder } = linked
  const found = provider_id ?? (await organizations.find({ marker, slug }, { signal }))
  if (name === null || current_slug === null) {
    if (found !== null) await organizations.remove(found, { signal })
    // What was sent and never answered may arrive after nothing was found; and only what is not found any more is gone.
    if (provider_id === null && (found !== null || isFresh(linked, now()))) throw new Unsettled()
    return forget(database, marker)
  }
  if (found === null) {
    const id = await organizations.create({ marker, name, slug: current_slug, founder }, { signal })
    return link(database, marker, id, now())
  }
  try {
    await organizations.update(found, { name, slug: current_slug }, { signal })
  } catch (error) {
    if (!isProviderError(error, 'not_found')) throw error
    // It was there a moment ago, or is there under another id.
    if (provider_id === null || (await relinked(item, linked, means, signal)) !== null) throw new Unsettled()
    // Somebody removed it there. It is not made anew behind their back: an admin sees it, and decides.
    return unlink(database, marker, now())
  }
  if (provider_id === null) await link(database, marker, found, now())
}

function isFresh({ unknown_since }: Linked, now: Date): boolean {
  return unknown_since !== null && now.getTime() - unknown_since.getTime() < SETTLED_MS
}
