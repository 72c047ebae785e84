import type { RunSql } from '@tenantry/core/provider'
import { CompiledQuery, type Dialect, type Kysely, type Transaction } from 'kysely'
import type { Tables } from './tables.ts'

/** One numbered migration file. */
export interface Migration {
  readonly name: string
  readonly sql: string
}

/** The database that the kit works on; `postgres(url)` and `pglite(folder)` make one. */
export interface Database {
  readonly engine: 'postgres' | 'pglite'
  readonly kysely: Kysely<Tables>
  /** A Kysely dialect over the same connections, for a provider or a host with tables of its own. */
  readonly dialect: Dialect
  readonly migrations: readonly Migration[]
  /** Runs a statement, or a script without parameters, as the owner and outside of any request's transaction. */
  readonly runSql: RunSql
  /** Runs a script of several statements on one connection, under the exclusive lock of migrations. */
  runScripts(
    scripts: (run: (sql: string) => Promise<readonly Record<string, unknown>[]>) => Promise<void>,
  ): Promise<void>
  close(): Promise<void>
}

/** What a request's handlers write and read with. */
export type Tx = Transaction<Tables>

/** Lets others than Kysely run statements on the same connection or inside the same transaction. */
export function runSqlOn(executor: Kysely<Tables>): RunSql {
  return (sql, parameters) => executor.executeQuery(CompiledQuery.raw(sql, [...parameters]))
}
