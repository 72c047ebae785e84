import { migrate as runMigrations } from '../database/migrate.ts'
import { silentLog } from '../log/log.ts'
import { openDatabase } from './compose.ts'
import type { Config } from './config.ts'

/** Brings the database to the newest schema and says what it did. */
export async function migrate(config: Config): Promise<void> {
  const database = await openDatabase(config, silentLog)
  try {
    const applied = await runMigrations(database)
    for (const name of applied) console.log(`applied ${name}`)
    console.log(applied.length === 0 ? 'the database is up to date' : 'done')
  } finally {
    await database.close()
  }
}
