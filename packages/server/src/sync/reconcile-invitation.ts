import { isProviderError, type ProviderError, type ProviderInvitations } from '@tenantry/core/provider'
import type { Database } from '../database/database.ts'
import {
  type AskedInvitation,
  askedFor,
  isNoted,
  noteAttempt,
  noteOver,
  noteSent,
  noteTerm,
  noteUnsent,
} from './invitation-queries.ts'
import { SETTLED_MS } from './policy.ts'
import type { SyncItem } from './queries.ts'
import { Unsettled } from './unsettled.ts'

/** Where invitations are mailed by the provider. */
export interface InvitationMeans {
  readonly database: Database
  readonly invitations: ProviderInvitations
  /** Where the provider's mail leads. */
  readonly invitationUrl: string
  readonly issuers: readonly string[]
  readonly now: () => Date
}

/**
 * Makes just that invitation wait for an address at the provider which waits for it here, or none. Whoever is asked for again is
 * mailed again; what was sent and never answered is looked for first, so that it is not.
 * @throws ProviderError, or Unsettled when it has to be looked at again
 */
export async function reconcileInvitation(
  item: SyncItem,
  providerId: string,
  means: InvitationMeans,
  signal: AbortSignal,
): Promise<void> {
  const { database, invitations, issuers, now } = means
  const asked = await askedFor(database, item, issuers, now())
  const wanted = asked.find(({ is_wanted }) => is_wanted)
  for (const one of asked) {
    if (one === wanted) continue
    if (one.provider_id !== null) await invitations.revoke(providerId, one.provider_id, { signal })
    // The one that is wanted takes the place of whatever is under way.
    else if (one.attempted_at !== null && !wanted) await revokeLost(item, providerId, one, means, signal)
    await noteOver(database, one.id, now())
  }
  if (!wanted) return
  if (wanted.status === 'sent') return noteTerm(database, wanted.id, wanted.expires_at)
  await send(item, providerId, wanted, means, signal)
}

async function revokeLost(
  { organization_id, subject }: SyncItem,
  providerId: string,
  { attempted_at }: AskedInvitation,
  { database, invitations, now }: InvitationMeans,
  signal: AbortSignal,
): Promise<void> {
  const found = await invitations.find(providerId, subject ?? '', { signal })
  if (found && !(await isNoted(database, organization_id, found.id))) {
    await invitations.revoke(providerId, found.id, { signal })
    return
  }
  // It may still arrive: until then its absence proves nothing.
  if (attempted_at && now().getTime() - attempted_at.getTime() < SETTLED_MS) throw new Unsettled()
}

async function send(
  { organization_id, subject }: SyncItem,
  providerId: string,
  wanted: AskedInvitation,
  { database, invitations, invitationUrl, now }: InvitationMeans,
  signal: AbortSignal,
): Promise<void> {
  const { id, role, inviter, expires_at: expiresAt, attempted_at } = wanted
  const email = subject ?? ''
  try {
    const found = attempted_at ? await invitations.find(providerId, email, { signal }) : null
    if (found?.roles.includes(role) && !(await isNoted(database, organization_id, found.id)))
      return await noteSent(database, id, found.id, expiresAt)
    if (!attempted_at) await noteAttempt(database, id, now())
    const wish = { email, role, url: invitationUrl, expiresAt, inviter, mail: true }
    const sent = await invitations.send(providerId, wish, { signal })
    await noteSent(database, id, sent.id, expiresAt)
  } catch (error) {
    if (isProviderError(error)) {
      // What an earlier attempt came to is no better known than before.
      const isUnknown = attempted_at !== null || error.outcome === 'unknown'
      const failure = { reason: error.code ?? error.kind, isUnknown, isFinal: isFinal(error) }
      await noteUnsent(database, id, failure, now())
    }
    throw error
  }
}

/** Whether the provider will refuse an invitation again, until somebody asks for another one. */
export function isFinal({ kind }: Pick<ProviderError, 'kind'>): boolean {
  return kind === 'invalid' || kind === 'conflict'
}
