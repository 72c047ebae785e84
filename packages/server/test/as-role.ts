import { defaultRoles } from '@tenantry/core'
import { CompiledQuery } from 'kysely'
import { permissionsByRole } from '../src/authorize.ts'
import type { Database } from '../src/database/database.ts'
import { sqlFailure } from '../src/database/sql-failure.ts'

/** Who the settings of a transaction say is asking; what is absent is not set. */
export interface Caller {
  readonly user_id?: string
  readonly email?: string
  readonly scope?: string
  readonly organization_id?: string
  readonly super_admin?: 'on'
  readonly token_hash?: string
  /** What each role permits. @default what it does by `defaultRoles` */
  readonly roles?: string
  /** The time of the request; else the database's own. */
  readonly now?: string
}

export interface Attempt {
  readonly caller: Caller
  /** @default 'tenantry_app' */
  readonly role?: string
  /** What the owner does first, in the same transaction. */
  readonly before?: readonly string[]
  /** What the role tries, in this order, with nothing but the policies between it and the data. */
  readonly tries: readonly string[]
  /** What the owner asks at the end. */
  readonly after?: string
}

type Rows = readonly Readonly<Record<string, unknown>>[]

/** What became of an attempt: the last statement's rows and how many it touched, or the code that refused one. */
export interface Effect {
  readonly refused: string | null
  readonly touched: number
  readonly rows: Rows
  /** What `after` found; nothing when the attempt was refused, for then nothing changed. */
  readonly left: Rows
}

const roles = permissionsByRole(defaultRoles)

const rolledBack = Symbol('rolled back')

/** Tries something as a request would, in a transaction that is taken back in every case. */
export async function attempt(
  database: Database,
  { caller, role = 'tenantry_app', ...what }: Attempt,
): Promise<Effect> {
  let effect: Effect = { refused: null, touched: 0, rows: [], left: [] }
  const transaction = database.kysely.transaction().setIsolationLevel('read committed')
  const work = transaction.execute(async (tx) => {
    const run = (statement: string, values: readonly unknown[] = []) =>
      tx.executeQuery<Record<string, unknown>>(CompiledQuery.raw(statement, [...values]))
    for (const statement of what.before ?? []) await run(statement)
    for (const [name, value] of Object.entries({ roles, ...caller }))
      await run(`SELECT set_config('tenantry.${name}', $1, true)`, [value])
    await run(`SET LOCAL ROLE ${role}`)
    for (const statement of what.tries) {
      const { rows, numAffectedRows } = await run(statement)
      effect = { ...effect, rows, touched: Number(numAffectedRows ?? 0) }
    }
    // What waits for the commit is checked here, since there will be none.
    await run('SET CONSTRAINTS ALL IMMEDIATE')
    await run('RESET ROLE')
    if (what.after) effect = { ...effect, left: (await run(what.after)).rows }
    throw rolledBack
  })
  return work.catch((error: unknown) => {
    if (error === rolledBack) return effect
    const refused = sqlFailure(error)?.code
    if (refused === undefined) throw error
    return { refused, touched: 0, rows: [], left: [] }
  })
}
