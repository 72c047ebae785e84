import type { KyselyPlugin, QueryId } from 'kysely'
import type { Database } from '../../src/database/database.ts'

/**
 * A database that tells the server that everybody is an admin of every organization: what the server then asks of it, only
 * row-level security still refuses.
 */
export function flattering(database: Database): Database {
  const flattered = new WeakSet<QueryId>()
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      if (node.kind === 'RawNode' ? node.sqlFragments.some((part) => part.includes('m.role')) : asksForStanding(node))
        flattered.add(queryId)
      return node
    },
    async transformResult({ queryId, result }) {
      if (!flattered.has(queryId)) return result
      return { ...result, rows: result.rows.map((row) => ('role' in row ? { ...row, role: 'admin' } : row)) }
    },
  }
  return { ...database, kysely: database.kysely.withPlugin(plugin) }
}

function asksForStanding(node: object): boolean {
  return JSON.stringify(node).includes('"membership_id"')
}
