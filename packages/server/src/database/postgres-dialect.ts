import {
  AbortedTransactionError,
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import type { Pool, PoolClient } from 'pg'
import { batching, type RunStatement } from './batch.ts'
import { statementNames } from './preparing-client.ts'

/**
 * Kysely on a pool, with statements that travel together when they are started together. Kysely's own driver waits for BEGIN: here
 * it goes with the first statement, which fails when BEGIN did.
 */
export function postgresDialect(pool: Pool, prepare: boolean): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver(pool, prepare),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

interface Connection extends DatabaseConnection {
  /** What the next statement's success depends on. */
  begun: Promise<unknown> | null
  release(broken: boolean): void
}

function driver(pool: Pool, prepare: boolean): Driver {
  const runOn = new WeakMap<PoolClient, RunStatement>()
  const nameOf = prepare ? statementNames() : () => null

  function batchingOf(client: PoolClient): RunStatement {
    const run = runOn.get(client) ?? batching(client)
    runOn.set(client, run)
    return run
  }

  return {
    init: async () => {},
    // The pool is the database's, and so is its end.
    destroy: async () => {},
    async acquireConnection() {
      const client = await pool.connect()
      return connection(client, batchingOf(client), nameOf)
    },
    releaseConnection: async (taken) => (taken as Connection).release(false),

    async beginTransaction(taken, settings) {
      const begun = taken.executeQuery(CompiledQuery.raw(beginning(settings)))
      begun.catch(() => {})
      Object.assign(taken, { begun })
    },

    async commitTransaction(taken) {
      const { rows } = await taken.executeQuery<{ command?: string }>(CompiledQuery.raw('commit'))
      // PostgreSQL answers so, and with no error, when a statement before had failed.
      if (rows[0]?.command === 'ROLLBACK') throw new AbortedTransactionError()
    },

    async rollbackTransaction(taken) {
      try {
        await taken.executeQuery(CompiledQuery.raw('rollback'))
      } catch (error) {
        ;(taken as Connection).release(true)
        throw error
      }
    },
  }
}

function beginning({ isolationLevel, accessMode }: TransactionSettings): string {
  return ['begin', isolationLevel && `isolation level ${isolationLevel}`, accessMode].filter(Boolean).join(' ')
}

const WRITES = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])
const ENDS = new Set(['COMMIT', 'ROLLBACK'])

function connection(client: PoolClient, run: RunStatement, nameOf: (text: string) => string | null): Connection {
  let released = false
  return {
    begun: null,

    async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      const { begun } = this
      this.begun = null
      const answer = run({ text: sql, values: parameters, name: nameOf(sql) })
      const [{ command, rowCount, rows }] = await Promise.all([answer, begun])
      if (ENDS.has(command)) return { rows: [{ command }] as Row[] }
      return { rows: rows ?? [], ...(WRITES.has(command) && { numAffectedRows: BigInt(rowCount ?? 0) }) }
    },

    release(broken) {
      if (!released) client.release(broken)
      released = true
    },

    streamQuery() {
      throw new Error('A pipelined connection does not stream rows.')
    },
  }
}
