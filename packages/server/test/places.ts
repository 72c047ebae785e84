import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDatabase } from '@tenantry/testing/database'
import { inject } from 'vitest'
import type { Database } from '../src/database/database.ts'
import { pglite } from '../src/database/pglite.ts'
import { postgres } from '../src/database/postgres.ts'
import { type Served, serve } from './serve-process.ts'
import type { Engine } from './start-tenantry.ts'

/** Where the data of a served process lives, before, between and after the processes. */
export interface Place {
  /** Starts the command on it. */
  serve(environment?: Readonly<Record<string, string>>): Promise<Served>
  /** Looks at the data as the owner, while nothing is served. */
  inspect<T>(look: (database: Database) => Promise<T>): Promise<T>
  remove(): Promise<void>
}

/** Makes an empty place: a folder, and in it or beside it a database. */
export async function newPlace(engine: Engine): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-served-'))
  const created = engine === 'postgres' ? await createDatabase(inject('postgresUrl')) : null
  const found = created ? { DATABASE_URL: created.url } : {}
  return {
    serve: (environment = {}) => serve(folder, { ...found, ...environment }),
    async inspect(look) {
      const database = created ? postgres(created.url) : await pglite(join(folder, '.tenantry/data'))
      try {
        return await look(database)
      } finally {
        await database.close()
      }
    },
    async remove() {
      await created?.drop()
      await rm(folder, { recursive: true })
    },
  }
}
