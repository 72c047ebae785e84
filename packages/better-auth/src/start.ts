import { getMigrations } from 'better-auth/db/migration'
import { type Kysely, sql } from 'kysely'
import { grants } from './accounts.ts'
import { authOptions, createAuth } from './auth.ts'
import type { Settings } from './settings.ts'

/** Any number will do, as long as every process asks for the same one. */
const LOCK = 7_361_905_412

/** Creates the schema, its tables, the grants and the first signing key, once, however many processes start together. */
export function start(settings: Settings, db: Kysely<unknown>): Promise<void> {
  return db.transaction().execute(async (transaction) => {
    await sql`SELECT pg_advisory_xact_lock(${sql.lit(LOCK)}::bigint)`.execute(transaction)
    // Silent: it takes the `int8` of its own rate limit table for a mistake. What fails is thrown anyway.
    const options = { ...authOptions(settings, transaction), logger: { disabled: true } }
    const { runMigrations } = await getMigrations(options)
    await runMigrations()
    for (const grant of grants(settings)) await sql.raw(grant).execute(transaction)
    // Still under the lock, so that two processes do not each begin with a key of their own.
    await createAuth(settings, transaction).api.getJwks()
  })
}
