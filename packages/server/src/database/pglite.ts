import { mkdirSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { Kysely } from 'kysely'
import { pgliteSql } from '../jobs/owner-sql.ts'
import type { Database } from './database.ts'
import { lockFolder } from './folder-lock.ts'
import { migrationFiles } from './migration-files.ts'
import { pgliteDialect } from './pglite-dialect.ts'
import type { Tables } from './tables.ts'

export interface PgliteOptions {
  /** A prepared data directory to start from, as PGlite's `dumpDataDir` gives it. */
  readonly loadDataDir?: Blob
}

/**
 * Opens the embedded PostgreSQL in a folder, or in memory for `memory:`.
 * @throws Error in words when another process uses the folder.
 */
export async function pglite(folder: string, options: PgliteOptions = {}): Promise<Database> {
  if (folder === 'memory:') return wrap(await PGlite.create({ ...options }), async () => {})
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const unlock = await lockFolder(folder)
  try {
    return wrap(await PGlite.create({ dataDir: folder, ...options }), unlock)
  } catch (error) {
    await unlock()
    throw error
  }
}

/** Wraps a running PGlite; `unlock` runs after it has closed. */
function wrap(client: PGlite, unlock: () => Promise<void>): Database {
  const dialect = pgliteDialect(client)
  return {
    engine: 'pglite',
    kysely: new Kysely<Tables>({ dialect }),
    dialect,
    migrations: migrationFiles(),
    runSql: pgliteSql(client),
    // No lock: the folder has one process, and that one migrates before it serves.
    runScripts: (scripts) =>
      scripts(async (sql) => (await client.exec(sql)).findLast(({ fields }) => fields.length > 0)?.rows ?? []),
    async close() {
      await client.close()
      await unlock()
    },
  }
}
