import type { InvitationDraft, InvitationResult, TenantryError } from '@tenantry/core'

/** What the contract takes at once. */
const MOST = 100

/** What became of people who were invited. */
export interface Invited {
  /** One for each who was asked about, in the order they were named. */
  readonly results: readonly InvitationResult[]
  /** Why the rest was not asked about; null when nothing is left. */
  readonly stopped: TenantryError | null
}

/** Invites people a hundred at a time; null ends it, and so does a failure: what was sent before stays sent. @throws TenantryError when nothing was */
export async function inBatches(
  people: readonly InvitationDraft[],
  send: (batch: InvitationDraft[]) => Promise<readonly InvitationResult[] | null>,
  onBatch?: (results: readonly InvitationResult[]) => void,
): Promise<Invited> {
  const results: InvitationResult[] = []
  for (let from = 0; from < people.length; from += MOST) {
    try {
      const batch = await send(people.slice(from, from + MOST))
      if (!batch) break
      results.push(...batch)
      onBatch?.(batch)
    } catch (error) {
      if (from === 0) throw error
      return { results, stopped: error as TenantryError }
    }
  }
  return { results, stopped: null }
}
