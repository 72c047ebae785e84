import { randomUUID } from 'node:crypto'
import { PGlite } from '@electric-sql/pglite'
import type { RunSql } from '@tenantry/core/provider'
import { createDatabase } from '@tenantry/testing/database'
import { type Dialect, PGliteDialect, PostgresDialect } from 'kysely'
import pg from 'pg'
import { inject } from 'vitest'
import type { Embedded } from '../src/embedded.ts'
import { type EmbeddedOptions, embedded, type PasswordReset } from '../src/index.ts'

export const publicUrl = 'http://tenantry.example.com'
export const engines = ['PGlite', 'PostgreSQL'] as const
export type Engine = (typeof engines)[number]

/** A database, the role of the server's transactions on it, and ways to speak to both. */
export interface TestSite extends AsyncDisposable {
  /** A dialect for one more process. */
  dialect(): Dialect
  /** Runs a statement as the owner of the database. */
  sql(text: string, parameters?: unknown[]): Promise<Record<string, unknown>[]>
  /** Runs what the server would: one transaction as its own, powerless role. */
  transaction<T>(act: (runSql: RunSql) => Promise<T>): Promise<T>
  provider(options?: Partial<EmbeddedOptions>): Embedded
  readonly role: string
  readonly mails: PasswordReset[]
}

export async function openSite(engine: Engine): Promise<TestSite> {
  const database = await (engine === 'PGlite' ? openPglite() : openPostgres())
  const role = `server_${randomUUID().replaceAll('-', '')}`
  await database.sql(`CREATE ROLE ${role} NOLOGIN`)
  const mails: PasswordReset[] = []

  return {
    ...database,
    role,
    mails,
    transaction: (act) =>
      database.begin(async (run) => {
        await run(`SET LOCAL ROLE ${role}`, [])
        return act(run)
      }),
    provider: (options) =>
      embedded({
        database: database.dialect(),
        publicUrl,
        secret: 'made-up-secret-for-tests-0123456789',
        grantTo: role,
        passwordCost: 4,
        signInLimit: { max: 1000, windowSeconds: 60 },
        passwordResetLimit: { max: 1000, windowSeconds: 60 },
        sendResetPassword: async (mail) => void mails.push(mail),
        log: () => {},
        ...options,
      }),
    async [Symbol.asyncDispose]() {
      await database.sql(`DROP OWNED BY ${role}`)
      await database.sql(`DROP ROLE ${role}`)
      await database.close()
    },
  }
}

interface Database {
  dialect(): Dialect
  sql(text: string, parameters?: unknown[]): Promise<Record<string, unknown>[]>
  begin<T>(act: (runSql: RunSql) => Promise<T>): Promise<T>
  close(): Promise<void>
}

async function openPglite(): Promise<Database> {
  const pglite = await PGlite.create()
  return {
    dialect: () => new PGliteDialect({ pglite }),
    sql: async (text, parameters) => (await pglite.query<Record<string, unknown>>(text, parameters)).rows,
    begin: (act) => pglite.transaction((tx) => act((text, parameters) => tx.query(text, [...parameters]))),
    close: () => pglite.close(),
  }
}

async function openPostgres(): Promise<Database> {
  const database = await createDatabase(inject('postgresUrl'))
  const pool = new pg.Pool({ connectionString: database.url })
  return {
    dialect: () => new PostgresDialect({ pool }),
    sql: async (text, parameters) => (await pool.query<Record<string, unknown>>(text, parameters)).rows,
    async begin(act) {
      const client = await pool.connect()
      try {
        await client.query('BEGIN')
        const result = await act((text, parameters) => client.query(text, [...parameters]))
        await client.query('COMMIT')
        return result
      } catch (error) {
        await client.query('ROLLBACK')
        throw error
      } finally {
        client.release()
      }
    },
    async close() {
      await pool.end()
      await database.drop()
    },
  }
}
