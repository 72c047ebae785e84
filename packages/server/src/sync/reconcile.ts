import {
  isProviderError,
  type NewProviderOrganization,
  type Provider,
  type ProviderInvitations,
  type ProviderOrganizations,
} from '@tenantry/core/provider'
import type { Database } from '../database/database.ts'
import { SETTLED_MS } from './policy.ts'
import { forget, type Linked, link, linkedOf, membershipOf, noteSending, type SyncItem, unlink } from './queries.ts'
import { reconcileInvitation } from './reconcile-invitation.ts'
import { Unsettled } from './unsettled.ts'

/** What the work on an item needs. */
export interface Means {
  readonly database: Database
  readonly provider: Provider
  readonly organizations: ProviderOrganizations
  /** Null where the provider keeps none. */
  readonly invitations: ProviderInvitations | null
  /** Where the provider's mails lead. */
  readonly invitationUrl: string
  readonly now: () => Date
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
  if (item.kind === 'invitation') return reconcileAddress(item, linked, means, signal)
  const { subject, role } = await membershipOf(database, item, issuers)
  // Somebody who never signed in by the provider is nobody there.
  if (subject === null) return
  const { organizations } = means
  if (item.kind === 'mark') return organizations.mark?.(linked.provider_id, { subject, role }, { signal })
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

async function reconcileAddress(item: SyncItem, linked: Linked, means: Means, signal: AbortSignal): Promise<void> {
  const { invitations, provider } = means
  if (!invitations || linked.provider_id === null) return
  const issuers = provider.tokens.map(({ issuer }) => issuer)
  try {
    await reconcileInvitation(item, linked.provider_id, { ...means, invitations, issuers }, signal)
  } catch (error) {
    if (isProviderError(error, 'not_found') && (await relinked(item, linked, means, signal)) !== null)
      throw new Unsettled()
    throw error
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
  const { status, slug, name, current_slug, founder } = linked
  const known = await confirmedId(marker, linked, means, signal)
  const found = known ?? (await organizations.find({ marker, slug }, { signal }))
  if (name === null || current_slug === null) {
    if (found !== null) await organizations.remove(found, { signal })
    if (status === 'synced') return forget(database, marker)
    // Only what is not found any more is gone.
    const more = found === null ? null : await organizations.find({ marker, slug }, { signal })
    if (more !== null || isFresh(linked, now())) throw new Unsettled()
    return forget(database, marker)
  }
  if (found === null) {
    // Rather late than twice: of two, one would have to be removed, and people may be in it by then.
    if (isFresh(linked, now())) throw new Unsettled()
    return link(database, marker, await created({ marker, name, slug: current_slug, founder }, means, signal), now())
  }
  // What was just made is as it should be, unless it was changed since.
  if (known !== null && status !== 'synced' && item.version === '1') return link(database, marker, known, now())
  try {
    await organizations.update(found, { name, slug: current_slug }, { signal })
  } catch (error) {
    if (!isProviderError(error, 'not_found')) throw error
    // It was there a moment ago.
    if (known === null) throw new Unsettled()
    const there = await organizations.find({ marker, slug }, { signal })
    if (there !== null && there !== known) await link(database, marker, there, now())
    // It is there under another id, or the answers contradict each other.
    if (there !== null) throw new Unsettled()
    // Somebody removed it there. It is not made anew behind their back: an admin sees it, and decides.
    return unlink(database, marker, now())
  }
  if (status !== 'synced') await link(database, marker, found, now())
}

/** The id of an organization at the provider; null while none is known, or the one that an answer named is somebody else's. */
async function confirmedId(
  marker: string,
  { provider_id, status }: Linked,
  { organizations }: Means,
  signal: AbortSignal,
): Promise<string | null> {
  if (provider_id === null || status === 'synced' || !organizations.confirm) return provider_id
  return (await organizations.confirm(provider_id, marker, { signal })) ? provider_id : null
}

async function created(wish: NewProviderOrganization, means: Means, signal: AbortSignal): Promise<string> {
  const { database, organizations, now } = means
  const { marker } = wish
  await noteSending(database, marker, now())
  const id = await organizations.create(wish, { signal }).catch(async (error: unknown) => {
    if (isProviderError(error) && error.outcome === 'none') await noteSending(database, marker, null)
    throw error
  })
  if (organizations.confirm && !(await organizations.confirm(id, marker, { signal }))) throw new Unsettled()
  return id
}

/** Whether a creation may still arrive that was sent before. */
function isFresh({ unknown_since }: Linked, now: Date): boolean {
  return unknown_since !== null && now.getTime() - unknown_since.getTime() < SETTLED_MS
}
