import { isTenantryError } from '@tenantry/core'
import { isAbortedTransactionError } from 'kysely'
import type { Database, Tx } from './database.ts'
import { type Course, pipelined } from './pipelined.ts'
import { sqlFailure } from './sql-failure.ts'

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

/** Hands over a last write that is under way: COMMIT follows it without waiting, and fails with it. */
export type Last = (write: Promise<unknown>) => void

type Work<T> = (tx: Tx, last: Last) => Promise<T>

/**
 * Runs one transaction at READ COMMITTED, and again when it lost a race: each try looks at the world anew. Statements that are
 * started together, by `Promise.all`, travel together and run in that order.
 * The database's error of the last try is thrown as it is; of several, the one that the others followed from.
 * `beforeRetry` takes back what a lost try did outside of the database, while no transaction is open.
 */
export async function inTransaction<T>(
  database: Database,
  work: Work<T>,
  { beforeRetry = async () => {} }: { readonly beforeRetry?: () => Promise<void> } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runOnce(database, work)
    } catch (error) {
      if (attempt === ATTEMPTS || !isRace(error)) throw error
    }
    await beforeRetry()
  }
}

async function runOnce<T>({ kysely, dialect }: Database, work: Work<T>): Promise<T> {
  const writes: Promise<unknown>[] = []
  const last: Last = (write) => {
    write.catch(() => {})
    writes.push(write)
  }
  const course: Course = { failure: null, over: false }
  const transaction = kysely.transaction().setIsolationLevel('read committed')
  try {
    const result = await transaction.execute((serial) =>
      serial.getExecutor().provideConnection(async (connection) => {
        try {
          return await work(pipelined(serial, connection, dialect, course), last)
        } finally {
          course.over = true
        }
      }),
    )
    await Promise.all(writes)
    return result
  } catch (error) {
    throw isAbortedTransactionError(error) ? (course.failure ?? error) : error
  }
}
