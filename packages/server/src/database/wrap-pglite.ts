import type { PGlite } from '@electric-sql/pglite'
import { Kysely } from 'kysely'
import type { Database, Migration } from './database.ts'
import { pgliteSql } from './owner-sql.ts'
import { pgliteDialect } from './pglite-dialect.ts'
import type { Tables } from './tables.ts'

/**
 * Makes a database of a running PGlite, which nobody else may use; `afterClose` runs once it has closed. Where there is no file
 * system, as in a browser, the migrations are handed over: the files in `migrations/` of this package, in the order of their names.
 */
export function wrapPglite(
  client: PGlite,
  migrations: readonly Migration[],
  afterClose = async (): Promise<void> => {},
): Database {
  const dialect = pgliteDialect(client)
  return {
    engine: 'pglite',
    kysely: new Kysely<Tables>({ dialect }),
    dialect,
    migrations,
    runSql: pgliteSql(client),
    // No lock: the folder has one process, and that one migrates before it serves.
    runScripts: (scripts) =>
      scripts(async (sql) => (await client.exec(sql)).findLast(({ fields }) => fields.length > 0)?.rows ?? []),
    async close() {
      await client.close()
      await afterClose()
    },
  }
}
