import { sql } from 'kysely'
import type { Database, Tx } from '../database/database.ts'

/** What makes two requests of one caller the same one, and what tells that they are not. */
export interface RequestKey {
  readonly method: string
  readonly path: string
  readonly key: string
  /** Fingerprint of what was asked. */
  readonly requestHash: string
}

export interface StoredAnswer {
  readonly requestHash: string
  readonly status: number
  readonly output: object
}

export interface Claim {
  /** False while another request with this key still runs. */
  readonly free: boolean
  readonly stored: StoredAnswer | null
}

/** Looks for the answer of an earlier request of the caller; null for somebody who has not been seen before. */
export async function claimKey(tx: Tx, { method, path, key }: RequestKey, now: Date): Promise<Claim | null> {
  const { rows } = await sql<{ free: boolean; request_hash: string | null; status: number; answer: object }>`
    SELECT * FROM tenantry.claim_key(tenantry.scope(), ${method}, ${path}, ${key}, ${now})`.execute(tx)
  const [row] = rows
  if (!row) return null
  if (row.request_hash === null) return { free: row.free, stored: null }
  return { free: true, stored: { requestHash: row.request_hash, status: row.status, output: row.answer } }
}

/** How long an answer is kept for its key. */
const KEPT_HOURS = 24

/** Keeps the answer in the transaction that did the work: either both are there, or neither. */
export async function storeAnswer(
  tx: Tx,
  { method, path, key, requestHash }: RequestKey,
  { status, output }: Omit<StoredAnswer, 'requestHash'>,
  now: Date,
): Promise<void> {
  const expires_at = new Date(now.getTime() + KEPT_HOURS * 3_600_000)
  await tx
    .insertInto('idempotency_keys')
    .values({
      scope: sql<string>`tenantry.scope()`,
      method,
      path,
      key,
      request_hash: requestHash,
      status,
      answer: JSON.stringify(output),
      created_at: now,
      expires_at,
    })
    .execute()
}

/** Keeps others from a key while a request runs longer than its transaction, until it is answered, or for so long. */
export async function holdKey(
  tx: Tx,
  { method, path, key, requestHash }: RequestKey,
  { run, now, until }: { readonly run: string; readonly now: Date; readonly until: Date },
): Promise<void> {
  const scope = sql<string>`tenantry.scope()`
  const held = { scope, method, path, key, request_hash: requestHash, run, status: null, answer: null }
  await tx
    .insertInto('idempotency_keys')
    .values({ ...held, created_at: now, expires_at: until })
    .execute()
}

/** Lets go of a key that this very run holds, as the first part of answering it; of another's it does not. */
export async function letGoOfKey(executor: Database['kysely'], run: string): Promise<void> {
  await executor.deleteFrom('idempotency_keys').where('run', '=', run).execute()
}
