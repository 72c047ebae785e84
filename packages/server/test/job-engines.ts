import { randomUUID } from 'node:crypto'
import { PGlite } from '@electric-sql/pglite'
import type { RunSql } from '@tenantry/core/provider'
import { createDatabase } from '@tenantry/testing/database'
import pg from 'pg'
import { inject } from 'vitest'
import { pgliteSql, poolSql } from '../src/database/owner-sql.ts'

/** One database as its owner sees it, and transactions in it as the role of the requests. */
export interface Engine {
  /** The role of the requests. Roles belong to the whole server, so each engine has its own. */
  readonly role: string
  readonly owner: RunSql
  asRequest<Value>(work: (runSql: RunSql) => Promise<Value>): Promise<Value>
  close(): Promise<void>
}

const newRole = () => `request_${randomUUID().slice(0, 8)}`

async function openPostgres(): Promise<Engine> {
  const role = newRole()
  const database = await createDatabase(inject('postgresUrl'))
  const pool = new pg.Pool({ connectionString: database.url, max: 10 })
  pool.on('error', () => {})
  await pool.query(`CREATE ROLE ${role} NOLOGIN`)
  return {
    role,
    owner: poolSql(pool),
    async asRequest(work) {
      const client = await pool.connect()
      const runSql: RunSql = (sql, parameters) => client.query(sql, [...parameters])
      try {
        await client.query(`BEGIN; SET LOCAL ROLE ${role}`)
        const value = await work(runSql)
        await client.query('COMMIT')
        return value
      } finally {
        client.release(true)
      }
    },
    async close() {
      await pool.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`)
      await pool.end()
      await database.drop()
    },
  }
}

async function openPglite(): Promise<Engine> {
  const role = newRole()
  const client = await PGlite.create()
  await client.exec(`CREATE ROLE ${role} NOLOGIN`)
  return {
    role,
    owner: pgliteSql(client),
    asRequest: (work) =>
      client.transaction(async (tx) => {
        await tx.exec(`SET LOCAL ROLE ${role}`)
        return work((sql, parameters) => tx.query(sql, [...parameters]))
      }),
    close: () => client.close(),
  }
}

export const engines = [
  { name: 'PostgreSQL', open: openPostgres },
  { name: 'PGlite', open: openPglite },
]
