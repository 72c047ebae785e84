import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attempt, type Caller } from './as-role.ts'
import { insertRows } from './seed.ts'
import { engines, type Running, startTenantry } from './start-tenantry.ts'
import { afterwards, callerOf, tenant } from './two-tenants.ts'

const mine = tenant('a')
const theirs = tenant('b')
const loner = { id: 'cccccccc-0000-7000-8000-000000000001', email: 'loner@c.example.org' }

/** People who have nothing to do with the other tenant. */
const strangers: Readonly<Record<string, Caller>> = {
  'an admin of another tenant': callerOf(mine.admin),
  'an employee of another tenant': callerOf(mine.employee),
  'somebody invited by another tenant': callerOf(mine.invited),
  'somebody without an organization': callerOf(loner),
  'somebody whose address is not verified': { user_id: loner.id, scope: loner.id },
  'somebody with a token of another tenant': { ...callerOf(loner), user_id: '', email: '', token_hash: 'token of a' },
  'an id that nobody has': { user_id: 'dddddddd-0000-7000-8000-000000000001' },
}
const nobody: Caller = {}
// What the server alone works with: the webhooks that came, and the accounts that are on their way.
const UNASKED: readonly string[] = ['webhook_events', 'pending_accounts', 'provider_arrivals']

// In the text of every row of the other tenant.
const foreign = (table: string) =>
  `SELECT t.ctid::text AS place, t::text AS row FROM ${table} t WHERE t::text LIKE '%bbbbbbbb%'`

describe.each(engines)('with the policies of %s alone', (engine) => {
  let running: Running
  /** Every table of the schema with its columns, as the database itself lists them. */
  let columns: ReadonlyMap<string, readonly string[]>

  beforeAll(async () => {
    running = await startTenantry(engine)
    const { database } = running
    await insertRows(database, mine.rows)
    await insertRows(database, theirs.rows)
    const now = running.now()
    const alone = { ...loner, email_confirmed_at: now, created_at: now, updated_at: now }
    await insertRows(database, { users: [alone] })
    const found = await running.rows<{ table: string; column: string }>(`
      SELECT c.relname AS table, a.attname AS column
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY 1, a.attnum`)
    const grouped = Map.groupBy(found, ({ table }) => table)
    columns = new Map([...grouped].map(([table, of]) => [table, of.map(({ column }) => column)]))
  })
  afterAll(() => running.stop())

  const tables = () => [...columns.keys()]
  /** Those that requests may ask at all: what webhooks came is the server's alone to know. */
  const asked = () => tables().filter((table) => !UNASKED.includes(table))

  /** What is foreign, in those columns that requests may read at all. */
  async function readable(table: string): Promise<string> {
    const allowed = await running.rows<{ column: string }>(`
      SELECT attname AS column FROM pg_attribute WHERE attrelid = '${table}'::regclass AND attnum > 0
        AND has_column_privilege('tenantry_app', attrelid, attnum, 'SELECT') ORDER BY attnum`)
    const names = allowed.map(({ column }) => column)
    return `SELECT * FROM (SELECT ${names} FROM ${table}) t WHERE t::text LIKE '%bbbbbbbb%'`
  }
  const allForeign = () => tables().map(foreign).join(' UNION ALL ')

  /** The rows of the other tenant, each as an expression. */
  async function copies(table: string): Promise<string[]> {
    const found = await running.rows<{ row: string }>(`SELECT quote_literal(to_jsonb(t)) AS row
      FROM ${table} t WHERE t::text LIKE '%bbbbbbbb%'`)
    return found.map(({ row }) => `jsonb_populate_record(NULL::${table}, ${row})`)
  }

  /** The statements that were not refused and left the other tenant's rows otherwise than they were. */
  async function harmful(caller: Caller, statements: readonly string[]): Promise<string[]> {
    const untouched = await running.rows(allForeign())
    const harm: string[] = []
    for (const statement of statements) {
      const { refused, left } = await attempt(running.database, { caller, tries: [statement], after: allForeign() })
      if (refused === null && JSON.stringify(left) !== JSON.stringify(untouched)) harm.push(statement)
    }
    return harm
  }

  test('knows every table, each with row-level security and with something foreign in it', async () => {
    expect(tables()).toEqual(Object.keys(theirs.rows).sort())
    expect(tables()).toHaveLength(18)
    const open = `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
      AND relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT relrowsecurity`
    expect(await running.rows(open)).toEqual([])
    for (const table of tables()) expect(await running.rows(foreign(table))).not.toEqual([])
  })

  test('without them the same questions find what is foreign', async () => {
    for (const table of asked()) {
      const before = [`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`]
      const { rows } = await attempt(running.database, { before, caller: nobody, tries: [await readable(table)] })
      expect([table, rows]).not.toEqual([table, []])
    }
  })

  test.each(UNASKED)('requests cannot even ask for %s', async (table) => {
    const tries = [`SELECT FROM ${table}`]
    expect((await attempt(running.database, { caller: callerOf(mine.admin), tries })).refused).toBe('42501')
  })

  test('nobody sees anything', async () => {
    for (const table of asked()) {
      const { rows } = await attempt(running.database, { caller: nobody, tries: [await readable(table)] })
      expect([table, rows]).toEqual([table, []])
    }
  })

  for (const [name, caller] of Object.entries({ ...strangers, nobody })) {
    test(`${name} reads nothing foreign`, async () => {
      for (const table of asked()) {
        const { refused, rows } = await attempt(running.database, { caller, tries: [await readable(table)] })
        expect([table, refused, rows]).toEqual([table, null, []])
      }
    })

    test(`${name} changes nothing foreign`, async () => {
      const updates: string[] = []
      for (const [table, names] of columns) {
        const [example] = await copies(table)
        for (const column of names) {
          updates.push(`UPDATE ${table} SET ${column} = ${column}`)
          // Where no column is read, only the policies for UPDATE count, not those for SELECT.
          updates.push(`UPDATE ${table} SET ${column} = (${example}).${column}`)
        }
      }
      expect(updates.length).toBeGreaterThan(150)
      expect(await harmful(caller, updates)).toEqual([])
    })

    test(`${name} removes nothing foreign`, async () => {
      const removals = tables().flatMap((table) => [`DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`])
      expect(await harmful(caller, removals)).toEqual([])
    })

    test(`${name} adds nothing foreign`, async () => {
      for (const table of tables()) {
        for (const copy of await copies(table)) {
          const tries = [`INSERT INTO ${table} OVERRIDING USER VALUE SELECT * FROM ${copy}`]
          const { refused } = await attempt(running.database, { caller, tries })
          // The policies are asked before the unique indexes are: only they can give this answer.
          expect([table, refused]).toEqual([table, '42501'])
        }
      }
    })

    test(`${name} hears nothing of the other tenant from a function`, async () => {
      const asked = `SELECT taken::text AS heard FROM tenantry.seats('${theirs.organization}')
        UNION ALL SELECT 'an account' WHERE tenantry.account_exists('${theirs.admin.email}')
        UNION ALL SELECT organization_id::text FROM tenantry.my_invitations() WHERE organization_id::text LIKE 'bbbbbbbb%'
        UNION ALL SELECT id::text FROM tenantry.answered_now()`
      const { refused, rows } = await attempt(running.database, { caller, tries: [asked] })
      expect([refused, rows]).toEqual([null, []])
    })
  }

  const around = `
    SELECT 'organization' AS seen FROM organizations WHERE id = '${theirs.organization}'
    UNION ALL SELECT 'team' FROM teams WHERE id = '${theirs.team}'
    UNION ALL SELECT 'inviter' FROM users WHERE id = '${theirs.admin.id}'
    UNION ALL SELECT 'seats' FROM tenantry.seats('${theirs.organization}')
    UNION ALL SELECT 'account' WHERE tenantry.account_exists('${theirs.invited.email}')`
  const holder: Caller = { ...callerOf(loner), user_id: '', email: '', token_hash: 'token of b' }
  const invited = callerOf(theirs.invited)
  const named = [
    { seen: 'organization' },
    { seen: 'team' },
    { seen: 'inviter' },
    { seen: 'seats' },
    { seen: 'account' },
  ]

  describe.each([
    ['whose address is invited', invited],
    ['who holds the token of an invitation', holder],
  ])('somebody %s', (_who, caller) => {
    test('sees the names around it while it waits', async () => {
      expect((await attempt(running.database, { caller, tries: [around] })).rows).toEqual(named)
    })

    test.each([
      ['was withdrawn', `status = 'revoked'`],
      ['was declined', `status = 'declined', declined_at = now()`],
      ['was accepted, and the membership has ended', `status = 'accepted', accepted_at = now(), accepted_by = NULL`],
      ['was swept', `status = 'expired'`],
    ])('sees nothing but the invitation once it %s', async (_what, set) => {
      const before = [`UPDATE invitations SET ${set} WHERE id = '${theirs.invitation}'`]
      expect((await attempt(running.database, { before, caller, tries: [around] })).rows).toEqual([])
      const itself = `SELECT id FROM invitations WHERE id = '${theirs.invitation}'`
      expect((await attempt(running.database, { before, caller, tries: [itself] })).rows).toHaveLength(1)
    })

    test('sees nothing but the invitation once it ran out', async () => {
      const late = { ...caller, now: afterwards }
      expect((await attempt(running.database, { caller: late, tries: [around] })).rows).toEqual([])
    })
  })

  test('somebody with another token does not find the invitation', async () => {
    const found = 'SELECT tenantry.held_invitation() AS id'
    expect((await attempt(running.database, { caller: holder, tries: [found] })).rows).toEqual([
      { id: theirs.invitation },
    ])
    const other = { ...holder, token_hash: 'made up' }
    expect((await attempt(running.database, { caller: other, tries: [found] })).rows).toEqual([{ id: null }])
  })
})
