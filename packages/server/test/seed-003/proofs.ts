import { isTenantryError } from '@tenantry/core'
import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Person, Running } from '../start-tenantry.ts'
import type { Row, World } from './world.ts'

export const password = 'a made-up passphrase'
export const nowhere = '00000000-0000-7000-8000-00000000dead'
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Proves that a call is refused with this status and code. */
export async function refuses(call: Promise<unknown>, status: number, code: string): Promise<void> {
  await expect(call).rejects.toMatchObject({ status, code })
}

/** How often each outcome came: `ok`, or the code of the refusal. */
export async function outcomes(calls: readonly Promise<unknown>[]): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {}
  for (const result of await Promise.allSettled(calls)) {
    const name =
      result.status === 'fulfilled' ? 'ok' : isTenantryError(result.reason) ? result.reason.code : String(result.reason)
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}

/** A sample that the rows about its fields share: made once per server, when the first of them asks. */
export function once<T>(make: (world: World) => Promise<T>): (world: World) => Promise<T> {
  const made = new WeakMap<Running, Promise<T>>()
  return (world) => {
    const known = made.get(world.running) ?? make(world)
    made.set(world.running, known)
    return known
  }
}

/** Proves that a field of a sample's answer is there and has the value that the facts say. */
export function field<T extends { readonly body: unknown }>(
  sample: (world: World) => Promise<T>,
  path: string,
  expected: (facts: T) => unknown,
): Row['prove'] {
  return async (world) => {
    const facts = await sample(world)
    expect(facts.body).toHaveProperty(path, expected(facts))
  }
}

/** What the tables hold, as one fingerprint per table; not how far a mail has come, which goes on by itself. */
export async function contents({ rows }: Pick<Running, 'rows'>): Promise<Readonly<Record<string, string>>> {
  const tables = await rows<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname IN ('public', 'auth') AND tablename <> 'rateLimit' ORDER BY 1`,
  )
  const prints = tables.map(
    ({
      name,
    }) => `SELECT '${name}' AS name, count(*) || ' ' || coalesce(md5(string_agg(line, ',' ORDER BY line)), '') AS print
      FROM (SELECT regexp_replace(row_to_json(t)::text, '"delivery_status":"[a-z]+"', '') AS line FROM ${name} t) AS lines`,
  )
  const found = await rows<{ name: string; print: string }>(prints.join(' UNION ALL '))
  return Object.fromEntries(found.map(({ name, print }) => [name, print]))
}

/** Proves that an act leaves every table as it was, and gives what came of it. */
export async function changesNothing<T>(running: Pick<Running, 'rows'>, act: () => Promise<T>): Promise<T> {
  const before = await contents(running)
  const result = await act()
  expect(await contents(running)).toEqual(before)
  return result
}

const SECRET = 'words-of-the-database'

/** Lets every write of one kind to one table fail during an act, and proves that the server answers 500 and tells nothing. */
export async function failsInside(
  world: World,
  write: `${'INSERT' | 'UPDATE'} ${string}`,
  act: () => ReturnType<World['send']>,
): Promise<void> {
  const [kind, table] = write.split(' ')
  await world.rows(`CREATE FUNCTION public.break_down() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN
      -- requests only: jobs run as the owner
      IF current_user = 'tenantry_app' THEN RAISE EXCEPTION '${SECRET}' USING ERRCODE = '53100'; END IF;
      RETURN NULL;
    END $$`)
  await world.rows(
    `CREATE TRIGGER break_down BEFORE ${kind} ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION public.break_down()`,
  )
  try {
    await changesNothing(world, () => isInternal(world, act))
  } finally {
    await world.rows(`DROP TRIGGER break_down ON ${table}`)
    await world.rows('DROP FUNCTION public.break_down()')
  }
}

/** Takes a table away from the server during an act, and proves that it answers 500 and tells nothing. */
export async function failsReading(world: World, table: string, act: () => ReturnType<World['send']>): Promise<void> {
  await world.rows(`ALTER TABLE ${table} RENAME TO ${table}_away`)
  try {
    await changesNothing(world, () => isInternal(world, act))
  } finally {
    await world.rows(`ALTER TABLE ${table}_away RENAME TO ${table}`)
  }
}

async function isInternal({ running }: World, act: () => ReturnType<World['send']>): Promise<void> {
  const answer = await act()
  expect(answer).toMatchObject({ status: 500, body: { code: 'INTERNAL', error: 'Internal Server Error' } })
  expect(answer.text).not.toMatch(new RegExp(`${SECRET}|permission|select|insert|relation|\\bat \\w+ \\(`, 'i'))
  // It was told inside instead.
  expect(running.faults.splice(0).filter(Boolean)).toHaveLength(1)
}

export interface MembershipRow {
  readonly role: string
  readonly team_id: string | null
  readonly is_default: boolean
  readonly is_active: boolean
  readonly joined_via: string
  readonly organization_id: string
  readonly invitation_id: string | null
}

/** A person's memberships as they were written. */
export function membershipsOf(world: World, { email }: Person): Promise<MembershipRow[]> {
  return world.rows(
    `SELECT m.* FROM user_organizations m JOIN users u ON u.id = m.user_id WHERE u.email = '${email}' ORDER BY m.created_at, m.id`,
  )
}

export interface InvitationRow {
  readonly status: string
  readonly accepted_at: Date | null
  readonly accepted_by: string | null
  readonly declined_at: Date | null
  readonly decline_reason: string | null
  readonly expires_at: Date
  readonly token_hash: string
}

/** An invitation as it was written. */
export async function invitationRow(world: World, id: string): Promise<InvitationRow> {
  const [row] = await world.rows<InvitationRow>(`SELECT * FROM invitations WHERE id = '${id}'`)
  if (!row) throw new Error(`There is no invitation ${id}.`)
  return row
}

/** The one number that a counting statement gives. */
export async function count(world: Pick<Running, 'rows'>, from: string): Promise<number> {
  const [row] = await world.rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${from}`)
  return row?.n ?? 0
}

/** Signs in with the password that every account here has, and gives the header of an access token. */
export async function bearerOf(world: World, email: string): Promise<{ readonly authorization: string }> {
  const signedIn = await world.send('POST', '/auth/sign-in/email', { body: { email, password } })
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const { body } = await world.send('GET', '/auth/token', { headers: { cookie } })
  return { authorization: `Bearer ${(body as { token: string }).token}` }
}

/** The transactions that wrote these rows. */
export async function writersOf(world: World, selects: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await world.rows<{ writer: string }>(
    selects.map((rest) => `SELECT xmin::text AS writer FROM ${rest}`).join(' UNION ALL '),
  )
  expect(rows).toHaveLength(selects.length)
  return new Set(rows.map(({ writer }) => writer))
}

/** Leaves a member without a default, as rows do that were restored with their triggers switched off. */
export async function loseDefault({ running }: World, { email }: Person): Promise<void> {
  await running.database.runScripts(async (run) => {
    await run(`BEGIN; SET LOCAL session_replication_role = replica; UPDATE user_organizations SET is_default = false
      WHERE user_id = (SELECT id FROM users WHERE email = '${email}'); COMMIT`)
  })
}

/** How many rows somebody sees by the policies alone: as the role of the requests, without any query of the product. */
export async function seenBy(world: World, { email }: Person, froms: readonly string[]): Promise<number[]> {
  const { kysely } = world.running.database
  return kysely.transaction().execute(async (tx) => {
    await sql`SELECT set_config('tenantry.user_id', u.id::text, true), set_config('tenantry.email', u.email, true),
      set_config('tenantry.now', ${world.running.now().toISOString()}::text, true),
      set_config('role', 'tenantry_app', true) FROM users u WHERE u.email = ${email}`.execute(tx)
    const seen: number[] = []
    for (const from of froms) {
      const { rows } = await sql.raw<{ n: number }>(`SELECT count(*)::int AS n FROM ${from}`).execute(tx)
      seen.push(rows[0]?.n ?? -1)
    }
    return seen
  })
}
