import type { RunSql } from '@tenantry/core/provider'

interface Result {
  readonly rows: readonly unknown[]
}

/** The part of a `pg.Pool` that is needed. */
interface PoolLike {
  query(sql: string, parameters?: unknown[]): Promise<Result | readonly Result[]>
}

/** The part of a PGlite that is needed. */
interface PgliteLike {
  query(sql: string, parameters?: unknown[]): Promise<Result>
  exec(sql: string): Promise<readonly Result[]>
  transaction<Value>(work: (tx: Pick<PgliteLike, 'exec'>) => Promise<Value>): Promise<Value>
}

/** Runs statements on a pool, as the owner of the schema. A script without parameters may hold several statements. */
export function poolSql(pool: PoolLike): RunSql {
  return async (sql, parameters) => {
    // Without a list of parameters `pg` takes the simple protocol, which alone allows several statements.
    const isOne = parameters.length > 0 || !sql.includes(';')
    const result = await (isOne ? pool.query(sql, [...parameters]) : pool.query(sql))
    return { rows: 'rows' in result ? result.rows : result.flatMap(({ rows }) => rows) }
  }
}

/** Runs statements as the owner on the one connection of a PGlite, between the transactions of others. */
export function pgliteSql(client: PgliteLike): RunSql {
  return async (sql, parameters) => {
    if (parameters.length > 0) return client.query(sql, [...parameters])
    const script = /^\s*BEGIN;(.*)COMMIT;\s*$/s.exec(sql)?.[1]
    // PGlite's own transaction, because a script that fails after its BEGIN leaves the connection in a broken one.
    const results = await (script ? client.transaction((tx) => tx.exec(script)) : client.exec(sql))
    return { rows: results.flatMap(({ rows }) => rows) }
  }
}
