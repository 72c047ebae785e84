import { TenantryError } from '@tenantry/core'
import type { Claim, RequestKey, StoredAnswer } from './queries.ts'

/**
 * The answer that a key was given before; null when the request may run.
 * @throws IDEMPOTENCY_KEY_REUSED when something else was asked with it; IDEMPOTENCY_IN_PROGRESS while the first one still runs.
 */
export function replayOf({ requestHash }: RequestKey, claim: Claim | null): StoredAnswer | null {
  // Nobody has asked for anything under a name that was not there.
  const { free, stored } = claim ?? { free: true, stored: null }
  if (stored && stored.requestHash !== requestHash) throw new TenantryError('IDEMPOTENCY_KEY_REUSED', { status: 422 })
  if (!stored && !free) throw new TenantryError('IDEMPOTENCY_IN_PROGRESS', { status: 409, retryAfter: 1 })
  return stored
}
