import { Kysely } from 'kysely'
import pg from 'pg'
import type { Database } from './database.ts'
import { migrationFiles } from './migration-files.ts'
import { poolSql } from './owner-sql.ts'
import { postgresDialect } from './postgres-dialect.ts'
import { PreparingClient } from './preparing-client.ts'
import type { Tables } from './tables.ts'

// Any number that nobody else on the same server is likely to lock.
const MIGRATION_LOCK = 7_264_883_031

// Nobody waits for ever: not for a connection, a statement, a lock, or a client that went away inside a transaction.
const CONNECT_MS = 10_000
// Statements instead of options of the connection: PgBouncer refuses a connection that asks for these as it starts.
const PATIENCE =
  "SET statement_timeout = '30s'; SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '30s'"
// Every statement is written for one plan that is good for all tenants. Left to choose, PostgreSQL makes a new one each time for some
// of them, which with row-level security takes longer than all the rest.
const ONE_PLAN = 'SET plan_cache_mode = force_generic_plan'

/** How a pool of connections to PostgreSQL is kept. */
export interface PostgresOptions {
  /** Connections to keep at the most; requests beyond that wait their turn. @default 20 */
  readonly maxConnections?: number
  /** False behind a pooler that does not carry prepared statements over, such as PgBouncer before 1.21. @default true */
  readonly prepare?: boolean
  /** Hears that an idle connection broke; the next request opens another. @default nobody is told */
  readonly onError?: (error: Error) => void
}

/**
 * Opens PostgreSQL (15 or newer) as a role that may migrate; requests then run as the restricted role `tenantry_app`.
 * A pooler in front has to work by session (PgBouncer's `pool_mode = session`): migrations hold a lock that belongs to one.
 * @throws TypeError when the address is not one of PostgreSQL
 */
export function postgres(url: string, options: PostgresOptions = {}): Database {
  // The driver would take any text for something, and fail later, in words that name no address.
  if (!/^(?:postgres(?:ql)?|socket):/.test(url))
    throw new TypeError('url must look like postgres://user@host:5432/name.')
  const { maxConnections = 20, prepare = true, onError } = options
  const Client = prepare ? PreparingClient : pg.Client
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: CONNECT_MS,
    Client,
    onConnect: async (client) => void (await client.query(`${PATIENCE}; ${ONE_PLAN}`)),
  })
  // An idle connection that breaks must not end the process.
  pool.on('error', (error) => onError?.(error))
  // Nor must one that breaks in somebody's hands: the statement that was under way says so.
  pool.on('connect', (client) => client.on('error', () => {}))
  const dialect = postgresDialect(pool, prepare)
  return {
    engine: 'postgres',
    kysely: new Kysely<Tables>({ dialect }),
    dialect,
    migrations: migrationFiles(),
    runSql: poolSql(pool),
    async runScripts(scripts) {
      const client = await pool.connect()
      try {
        await client.query('SET statement_timeout = 0; SET lock_timeout = 0')
        await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
        await scripts(async (sql) => (await client.query(sql)).rows ?? [])
      } finally {
        // Closed, not returned: a failed script may leave its transaction open, and the lock ends with the session.
        client.release(true)
      }
    },
    close: () => pool.end(),
  }
}
