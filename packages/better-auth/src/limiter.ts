import type { RunSql } from '@tenantry/core/provider'
import type { Settings } from './settings.ts'

interface Rule {
  readonly max: number
  /** Seconds. */
  readonly window: number
}

/**
 * Counts in the database, one statement for each request, so that several processes keep one limit. better-auth's own
 * storage takes two or three, and reads `bigint` as text with `pg`, which makes it ask clients to wait for ages.
 */
export function createLimiter({ schema, now, newId }: Settings, runSql: RunSql) {
  const table = `"${schema}"."rateLimit"`
  return { consume }

  async function consume(key: string, { max, window }: Rule) {
    const time = now()
    const { rows } = await runSql(
      `INSERT INTO ${table} AS kept (id, key, count, "lastRequest") VALUES ($1, $2, 1, $3)
       ON CONFLICT (key) DO UPDATE SET
         count = CASE WHEN kept."lastRequest" <= $4 THEN 1 ELSE kept.count + 1 END,
         "lastRequest" = CASE WHEN kept."lastRequest" <= $4 THEN $3 ELSE kept."lastRequest" END
       RETURNING count, "lastRequest"::text AS began`,
      [newId(), key, time, time - window * 1000],
    )
    const [{ count, began }] = rows as [{ count: number; began: string }]
    if (count === 1) await prune(time)
    if (count <= max) return { allowed: true, retryAfter: null }
    return { allowed: false, retryAfter: Math.max(1, Math.ceil((Number(began) - time) / 1000 + window)) }
  }

  // Locked rows are skipped: they are in use, and waiting for them could end in a deadlock.
  async function prune(time: number): Promise<void> {
    await runSql(
      `DELETE FROM ${table} WHERE key IN
         (SELECT key FROM ${table} WHERE "lastRequest" < $1 LIMIT 100 FOR UPDATE SKIP LOCKED)`,
      [time - LONGEST_WINDOW_MS],
    )
  }
}

const LONGEST_WINDOW_MS = 24 * 60 * 60 * 1000
