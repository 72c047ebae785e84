import { mkdirSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import type { Database } from './database.ts'
import { lockFolder } from './folder-lock.ts'
import { migrationFiles } from './migration-files.ts'
import { wrapPglite } from './wrap-pglite.ts'

/** What a PGlite begins with. */
export interface PgliteOptions {
  /** A prepared data directory to start from, as PGlite's `dumpDataDir` gives it. */
  readonly loadDataDir?: Blob
}

/**
 * Opens the embedded PostgreSQL in a folder, or in memory for `memory:`.
 * @throws Error in words when another process uses the folder.
 */
export async function pglite(folder: string, options: PgliteOptions = {}): Promise<Database> {
  if (folder === 'memory:') return wrapPglite(await PGlite.create({ ...options }), migrationFiles())
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const unlock = await lockFolder(folder)
  try {
    return wrapPglite(await PGlite.create({ dataDir: folder, ...options }), migrationFiles(), unlock)
  } catch (error) {
    await unlock()
    throw error
  }
}
