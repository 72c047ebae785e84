import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'

/** What makes two requests the same one. */
export interface RequestKey {
  /** A user id, or `anonymous`. */
  readonly scope: string
  readonly method: string
  readonly path: string
  readonly key: string
}

export interface StoredAnswer {
  readonly requestHash: string
  readonly status: number
  readonly answer: object
}

/** Looks for the answer of an earlier request; `free` is false while another one with this key still runs. */
export async function claimKey(
  tx: Tx,
  { scope, method, path, key }: RequestKey,
  now: Date,
): Promise<{ readonly free: boolean; readonly stored: StoredAnswer | null }> {
  const { rows } = await sql<{ free: boolean; request_hash: string | null; status: number; answer: object }>`
    SELECT * FROM tenantry.claim_key(${scope}, ${method}, ${path}, ${key}, ${now})`.execute(tx)
  const [row] = rows
  if (!row?.request_hash) return { free: row?.free === true, stored: null }
  return { free: true, stored: { requestHash: row.request_hash, status: row.status, answer: row.answer } }
}

/** How long an answer is kept for its key. */
const KEPT_HOURS = 24

/** Keeps the answer in the transaction that did the work: either both are there, or neither. */
export async function storeAnswer(tx: Tx, request: RequestKey, answer: StoredAnswer, now: Date): Promise<void> {
  const expires_at = new Date(now.getTime() + KEPT_HOURS * 3_600_000)
  await tx
    .insertInto('idempotency_keys')
    .values({
      ...request,
      request_hash: answer.requestHash,
      status: answer.status,
      answer: JSON.stringify(answer.answer),
      created_at: now,
      expires_at,
    })
    .execute()
}
