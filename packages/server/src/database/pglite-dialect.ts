import type { PGlite, Transaction } from '@electric-sql/pglite'
import {
  AbortedTransactionError,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'

/**
 * Kysely on one PGlite. Kysely's own dialect keeps one transaction for everybody: two that overlap break each other,
 * and statements meant to be outside run inside. Here every connection keeps its own, and PGlite makes them wait.
 */
export function pgliteDialect(client: PGlite): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver(client),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

interface Connection extends DatabaseConnection {
  begin(): Promise<void>
  end(outcome: 'commit' | 'rollback'): Promise<void>
}

function driver(client: PGlite): Driver {
  return {
    init: async () => {},
    destroy: async () => {},
    acquireConnection: async () => connection(client),
    releaseConnection: async () => {},
    beginTransaction: (taken) => (taken as Connection).begin(),
    commitTransaction: (taken) => (taken as Connection).end('commit'),
    rollbackTransaction: (taken) => (taken as Connection).end('rollback'),
  }
}

const rolledBack = Symbol('rolled back')

function connection(client: PGlite): Connection {
  let open: { tx: Transaction; finish: PromiseWithResolvers<void>; closed: Promise<void> } | null = null
  let latest: Promise<unknown> = Promise.resolve()
  let failed = false

  return {
    async begin() {
      const begun = Promise.withResolvers<Transaction>()
      const finish = Promise.withResolvers<void>()
      const closed = client.transaction(async (tx) => {
        begun.resolve(tx)
        await finish.promise
      })
      closed.catch(begun.reject)
      open = { tx: await begun.promise, finish, closed }
      failed = false
    },

    async end(outcome) {
      if (!open) return
      const { tx, finish, closed } = open
      open = null
      await latest
      // PostgreSQL makes of COMMIT a ROLLBACK when a statement had failed, and PGlite does not tell.
      const aborted = outcome === 'commit' && failed && (await isAborted(tx))
      if (outcome === 'commit' && !aborted) finish.resolve()
      else finish.reject(rolledBack)
      await closed.catch((error: unknown) => {
        if (error !== rolledBack) throw error
      })
      if (aborted) throw new AbortedTransactionError()
    },

    async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
      const answer = (open?.tx ?? client).query<Row>(query.sql, [...query.parameters])
      latest = answer.catch(() => {
        failed = true
      })
      const { rows, affectedRows } = await answer
      return { rows, ...(affectedRows !== undefined && { numAffectedRows: BigInt(affectedRows) }) }
    },

    streamQuery() {
      throw new Error('PGlite does not stream rows.')
    },
  }
}

const isAborted = (tx: Transaction): Promise<boolean> =>
  tx.query('SELECT').then(
    () => false,
    () => true,
  )
