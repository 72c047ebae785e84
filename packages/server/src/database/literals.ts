import { ADMIN } from '@tenantry/core'
import { sql } from 'kysely'

// Conditions of partial indexes stand in the statement itself. PostgreSQL keeps the plan of a prepared statement only when it is
// good whatever the parameters are, and a parameter may be anything: it would plan anew each time, or read the whole table.
export const PENDING = sql.lit('pending' as const)
export const EXPIRED = sql.lit('expired' as const)
export const TRUE = sql.lit(true)
export const ADMIN_ROLE = sql.lit(ADMIN)
