import { isTenantryError } from '@tenantry/core'
import type { Database, Tx } from './database.ts'

/** What PostgreSQL says of a failed statement; pg and PGlite name the fields alike. */
interface SqlFailure {
  readonly code: string
  readonly constraint?: string
}

/** Reads PostgreSQL's error out of a caught value; null when it is something else. */
export function sqlFailure(error: unknown): SqlFailure | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null
  return typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) ? (error as SqlFailure) : null
}

const UNIQUE_VIOLATION = '23505'
const SERIALIZATION_FAILURE = '40001'
const DEADLOCK = '40P01'

// A loser of one of these races wins, or gets a clear answer, when it looks again. A taken slug is clear at once.
const RACED = new Set([
  'user_organizations_one_default',
  'user_organizations_member_unique',
  'invitations_one_pending',
  'membership_requests_one_pending',
  'identities_pkey',
  'idempotency_keys_unique',
])

function isRace(error: unknown): boolean {
  if (isTenantryError(error)) return false
  const failure = sqlFailure(error)
  if (!failure) return false
  if (failure.code === SERIALIZATION_FAILURE || failure.code === DEADLOCK) return true
  return failure.code === UNIQUE_VIOLATION && RACED.has(failure.constraint ?? '')
}

const ATTEMPTS = 4

/**
 * Runs one transaction at READ COMMITTED, and again when it lost a race: each try looks at the world anew.
 * The database's error of the last try is thrown as it is.
 */
export async function inTransaction<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.kysely.transaction().setIsolationLevel('read committed').execute(work)
    } catch (error) {
      if (attempt === ATTEMPTS || !isRace(error)) throw error
    }
  }
}
