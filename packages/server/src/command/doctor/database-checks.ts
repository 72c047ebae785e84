import { existsSync } from 'node:fs'
import type { Check } from '@tenantry/core/provider'
import type { Database } from '../../database/database.ts'
import { assertRestrictedRole } from '../../database/migrate.ts'
import { isUnreachable } from '../../database/unreachable.ts'
import { silentLog } from '../../log/log.ts'
import { DATA_FOLDER, openDatabase } from '../compose.ts'
import type { Config } from '../config.ts'
import { organizationsCheck } from './organizations-check.ts'
import { failed, messageOf, passed, warning } from './verdict.ts'

/** Looks at the database, as far as it can be seen without changing it. */
export async function* databaseChecks(config: Config): AsyncGenerator<Check> {
  const name = 'Database'
  if (config.DATABASE_URL === 'memory:') {
    yield warning(name, 'it is kept in memory, and gone with the process', 'set DATABASE_URL to a PostgreSQL server')
    return
  }
  if (!config.DATABASE_URL && !existsSync(`${DATA_FOLDER}/data`)) {
    yield passed(name, `the first start makes it in ${DATA_FOLDER}/data`)
    return
  }
  let database: Database | undefined
  try {
    database = await openDatabase(config, silentLog)
    await database.runSql('SELECT 1', [])
    yield passed(name, `${database.engine} answers`)
    yield* insideChecks(config, database)
  } catch (error) {
    yield failed(name, messageOf(error), remedyFor(error, config))
  } finally {
    await database?.close()
  }
}

function remedyFor(error: unknown, { DATABASE_URL }: Config): string {
  if (!DATABASE_URL) return 'do what the sentence says'
  if (isUnreachable(error))
    return 'see that PostgreSQL runs, and that host and port of DATABASE_URL lead to it from here'
  return 'compare the name, the role and the password in DATABASE_URL with those of the server'
}

async function* insideChecks(config: Config, database: Database): AsyncGenerator<Check> {
  const migrations = await migrationsCheck(database)
  yield migrations
  // What the rest looks at is made by them.
  if (migrations.state === 'failed') return
  yield await roleCheck(database)
  yield* organizationsCheck(config, database)
}

async function migrationsCheck({ runSql, migrations }: Database): Promise<Check> {
  const name = 'Migrations'
  const { rows } = await runSql(`SELECT to_regclass('tenantry.migrations') IS NOT NULL AS made`, [])
  const [table] = rows as readonly { readonly made: boolean }[]
  const applied = table?.made ? (await runSql('SELECT name FROM tenantry.migrations', [])).rows : []
  const known = new Set((applied as readonly { readonly name: string }[]).map((row) => row.name))
  const missing = migrations.filter((one) => !known.has(one.name))
  if (missing.length === 0) return passed(name, `all ${migrations.length} are applied`)
  return failed(
    name,
    `not applied: ${missing.map((one) => one.name).join(', ')}`,
    'run `tenantry migrate`, or start the server',
  )
}

async function roleCheck(database: Database): Promise<Check> {
  const name = 'Row-level security'
  try {
    await assertRestrictedRole(database)
    return passed(name, 'requests run as a role that it holds')
  } catch (error) {
    return failed(name, messageOf(error), 'do what the sentence says, as the owner of the database')
  }
}
