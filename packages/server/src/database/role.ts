import { sql } from 'kysely'
import type { Tx } from './database.ts'

/** Lets the rest of a transaction act as one of the restricted roles. */
export async function becomeRole(tx: Tx, role: 'tenantry_app' | 'tenantry_auth'): Promise<void> {
  await sql`SELECT set_config('role', ${role}::text, true)`.execute(tx)
}
