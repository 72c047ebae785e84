import { randomUUID } from 'node:crypto'
import pg from 'pg'

const prefix = 'tenantry_test_'

/** A database of its own for one test file or one test. */
export interface TestDatabase extends AsyncDisposable {
  url: string
  drop(): Promise<void>
}

/** Creates an empty database, or a copy of `template`, on the server at `serverUrl`. */
export async function createDatabase(serverUrl: string, options: { template?: string } = {}): Promise<TestDatabase> {
  const name = `${prefix}${randomUUID().replaceAll('-', '')}`
  const template = options.template ? ` TEMPLATE ${pg.escapeIdentifier(options.template)}` : ''
  await execute(serverUrl, `CREATE DATABASE ${name}${template}`)
  // First without force: `pool.end()` does not wait until its connections have ended, and one that is cut off throws.
  const drop = () =>
    execute(serverUrl, `DROP DATABASE IF EXISTS ${name}`).catch(() =>
      execute(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
    )
  return { url: withDatabase(serverUrl, name), drop, [Symbol.asyncDispose]: drop }
}

/** Drops every database that `createDatabase` left on the server. */
export async function dropDatabases(serverUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  const found = await client.query<{ datname: string }>(
    'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
    [prefix],
  )
  for (const { datname } of found.rows) {
    await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(datname)} WITH (FORCE)`)
  }
  await client.end()
}

function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

async function execute(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
