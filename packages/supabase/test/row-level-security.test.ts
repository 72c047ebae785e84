import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { permissions } from '@tenantry/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Attempt, attempt, type Caller } from '../../server/test/as-role.ts'
import { insertRows } from '../../server/test/seed.ts'
import { type Running, startTenantry } from '../../server/test/start-tenantry.ts'
import { callerOf, colleagueOf, tenant } from '../../server/test/two-tenants.ts'

const script = readFileSync(join(import.meta.dirname, '../sql/row-level-security.sql'), 'utf8')
const issuer = 'https://made-up.supabase.co/auth/v1'

// What a project of Supabase has before Tenantry comes, as far as it matters here.
const project = `
  DO $$ DECLARE name text; BEGIN
    FOREACH name IN ARRAY ARRAY['anon', 'authenticated'] LOOP
      BEGIN EXECUTE format('CREATE ROLE %I NOLOGIN NOBYPASSRLS', name);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
    END LOOP;
  END $$;
  CREATE SCHEMA IF NOT EXISTS auth;
  CREATE FUNCTION auth.jwt() RETURNS jsonb LANGUAGE sql STABLE
    AS $$ SELECT nullif(current_setting('request.jwt.claims', true), '')::jsonb $$;
  CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT (auth.jwt() ->> 'sub')::uuid $$;
  GRANT USAGE ON SCHEMA auth, public TO anon, authenticated;
  GRANT ALL ON ALL TABLES IN SCHEMA public TO anon, authenticated;
`

const mine = tenant('a')
const theirs = tenant('b')
const colleague = colleagueOf('a')
const readable = [
  'users',
  'organizations',
  'organization_settings',
  'organization_domains',
  'teams',
  'invitations',
  'user_organizations',
  'membership_requests',
]
const hidden = [
  'identities',
  'email_verifications',
  'idempotency_keys',
  'audit_events',
  'webhook_events',
  'pending_accounts',
  'provider_arrivals',
]

interface Person {
  readonly id: string
  readonly email: string
}

let running: Running

/** A person's id at Supabase: another one than here. */
const subjectOf = ({ id }: Person) => id.replace('-7000-', '-4000-')
const iat = Math.floor(Date.parse('2026-03-01T13:00:00Z') / 1000)
const claimsOf = (person: Person, more: object = {}) => ({
  iss: issuer,
  sub: subjectOf(person),
  role: 'authenticated',
  email: person.email,
  iat,
  ...more,
})

/** As a request of supabase-js: the claims are those of a verified token. */
function asks(claims: object | null, tries: readonly string[], more: Partial<Attempt> = {}) {
  const set = `SELECT set_config('request.jwt.claims', '${claims ? JSON.stringify(claims) : ''}', true)`
  return attempt(running.database, { caller: {}, role: 'authenticated', before: [set], tries, ...more })
}

async function columns(table: string): Promise<string> {
  const found = await running.rows<{ column: string }>(`
    SELECT attname AS column FROM pg_attribute WHERE attrelid = '${table}'::regclass AND attnum > 0
      AND has_column_privilege('authenticated', attrelid, attnum, 'SELECT') ORDER BY attnum`)
  return found.map(({ column }) => column).join(', ')
}

const everythingIn = async (table: string) => `SELECT to_jsonb(t)::text AS row FROM
  (SELECT ${await columns(table)} FROM ${table}) t ORDER BY 1`

beforeAll(async () => {
  running = await startTenantry('postgres')
  const { database } = running
  await insertRows(database, mine.rows)
  await insertRows(database, theirs.rows)
  const now = new Date('2026-03-01T12:00:00Z')
  const stamps = { email_confirmed_at: now, created_at: now, updated_at: now }
  await insertRows(database, { users: [{ ...colleague, ...stamps }] })
  const people = [...mine.rows.users, ...theirs.rows.users, colleague].map(({ id, email }) => ({
    id,
    email: email ?? '',
  }))
  const identities = people.map((person) => ({
    provider: issuer,
    subject: subjectOf(person),
    user_id: person.id,
    created_at: now,
  }))
  await insertRows(database, { identities })
  await database.runScripts(async (run) => {
    // Here the time of a request is the database's own.
    await run(`UPDATE invitations SET expires_at = now() + interval '1 week'`)
    await run(project)
    await run(script)
    // A second time, as after a later migration.
    await run(script)
  })
})
afterAll(() => running.stop())

describe.each([
  ['an admin', mine.admin],
  ['an employee', mine.employee],
  ['somebody suspended', mine.suspended],
  ['somebody invited', mine.invited],
  ['somebody with an address in the domain', colleague],
  ['an admin of the other tenant', theirs.admin],
  ['somebody invited by the other tenant', theirs.invited],
])('%s', (_, person) => {
  test.each(readable)('reads of %s just what the server’s own policies open', async (table) => {
    const statement = await everythingIn(table)
    const byServer = await attempt(running.database, {
      caller: { ...callerOf(person), roles: '{}', now: new Date().toISOString() },
      tries: [statement],
    })
    const bySupabase = await asks(claimsOf(person), [statement], { caller: { roles: '{}' } })
    expect(bySupabase).toEqual(byServer)
    expect(bySupabase.refused).toBeNull()
  })

  test('reads nothing of the other tenant', async () => {
    const other = person.id.startsWith('b') ? 'aaaaaaaa' : 'bbbbbbbb'
    for (const table of readable) {
      const { rows } = await asks(claimsOf(person), [await everythingIn(table)])
      expect(rows.filter(({ row }) => String(row).includes(other))).toEqual([])
    }
  })
})

test('nobody has a right to a table, but to read what is shown', async () => {
  const rights = await running.rows<{ role: string; name: string; right: string }>(`
    SELECT role, relname AS name, wanted AS "right"
    FROM pg_class, unnest(ARRAY['anon', 'authenticated']) AS role,
      unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS wanted
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND has_table_privilege(role, oid, wanted)`)
  expect(rights).toEqual([])
})

test('an admin reads rows of the own tenant in every table', async () => {
  for (const table of readable.filter((name) => name !== 'membership_requests')) {
    const { rows } = await asks(claimsOf(mine.admin), [await everythingIn(table)])
    expect(rows.length, table).toBeGreaterThan(0)
  }
})

describe('nobody', () => {
  test.each(hidden)('reads %s', async (table) => {
    expect((await asks(claimsOf(mine.admin), [`SELECT * FROM ${table}`])).refused).toBe('42501')
  })

  test('reads the hash of a token', async () => {
    const { refused } = await asks(claimsOf(mine.admin), ['SELECT token_hash FROM invitations'])
    expect(refused).toBe('42501')
  })

  test.each([...readable, ...hidden])('writes to %s', async (table) => {
    const [column] = (await running.rows<{ attname: string }>(`
      SELECT attname FROM pg_attribute WHERE attrelid = '${table}'::regclass AND attnum > 0 ORDER BY attnum`)) as [
      { attname: string },
    ]
    for (const statement of [
      `INSERT INTO ${table} DEFAULT VALUES`,
      `UPDATE ${table} SET ${column.attname} = ${column.attname}`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table} CASCADE`,
    ])
      expect((await asks(claimsOf(mine.admin), [statement])).refused, statement).toBe('42501')
  })

  test.each([...readable, ...hidden])('reads %s without signing in', async (table) => {
    const { refused } = await asks({ iss: issuer, role: 'anon' }, [`SELECT 1 FROM ${table}`], { role: 'anon' })
    expect(refused).toBe('42501')
  })

  test('calls a function that looks past the policies', async () => {
    for (const call of [`tenantry.account_exists('${theirs.admin.email}')`, `tenantry.taken_slugs('{tenant-b}')`])
      expect((await asks(claimsOf(mine.admin), [`SELECT ${call}`])).refused, call).toBe('42501')
  })
})

describe('nothing is opened by', () => {
  const idsOf = async (claims: object, more: Partial<Attempt> = {}) =>
    (await asks(claims, ['SELECT id FROM organizations ORDER BY id'], more)).rows.map(({ id }) => id)

  const forged = {
    sub: theirs.admin.id,
    tenantry_id: theirs.admin.id,
    user_id: theirs.admin.id,
    organization_id: theirs.organization,
    email: theirs.admin.email,
    email_verified: true,
    role: 'service_role',
    super_admin: true,
  }

  test('what people write into their user_metadata', async () => {
    expect(await idsOf(claimsOf(mine.admin, { user_metadata: forged }))).toEqual([mine.organization])
    expect(await idsOf(claimsOf(mine.invited, { user_metadata: forged }))).toEqual([mine.organization])
    const { rows } = await asks(claimsOf(mine.invited, { user_metadata: { ...forged, email: theirs.invited.email } }), [
      'SELECT organization_id FROM invitations',
    ])
    expect(new Set(rows.map(({ organization_id }) => organization_id))).toEqual(new Set([mine.organization]))
  })

  test.each<[string, Caller]>([
    ['who asks', callerOf(theirs.admin)],
    ['an organization', { ...callerOf(theirs.admin), organization_id: theirs.organization }],
    ['a super admin', { super_admin: 'on', organization_id: theirs.organization }],
    ['a token', { token_hash: 'token of b' }],
  ])('settings of the server that name %s', async (_, caller) => {
    expect(await idsOf(claimsOf(mine.admin), { caller })).toEqual([mine.organization])
    const { rows } = await asks(claimsOf(mine.admin), ['SELECT organization_id FROM invitations'], { caller })
    expect(new Set(rows.map(({ organization_id }) => organization_id))).toEqual(new Set([mine.organization]))
  })

  test.each([...readable, 'provider_organizations', 'sync_items'])(
    'what roles are said to permit, in %s',
    async (table) => {
      const organization_id = mine.organization
      const before = [
        `INSERT INTO provider_organizations (organization_id, slug, status, since)
        VALUES ('${organization_id}', 'a', 'pending', now()) ON CONFLICT DO NOTHING`,
        `INSERT INTO sync_items (organization_id, kind, target_id, created_at, next_at)
        VALUES ('${organization_id}', 'organization', '${organization_id}', now(), now()) ON CONFLICT DO NOTHING`,
        `SELECT set_config('request.jwt.claims', '${JSON.stringify(claimsOf(mine.employee))}', true)`,
      ]
      const all = JSON.stringify({ employee: permissions })
      const tries = [await everythingIn(table)]
      const none = await asks(null, tries, { before, caller: { roles: '{}' } })
      expect(none.refused).toBeNull()
      expect(await asks(null, tries, { before, caller: { roles: all } })).toEqual(none)
    },
  )

  test('the same id at another issuer', async () => {
    expect(await idsOf(claimsOf(mine.admin, { iss: 'https://other.supabase.co/auth/v1' }))).toEqual([])
    expect(await idsOf({ ...claimsOf(mine.admin), iss: undefined })).toEqual([])
  })

  test('an address that changed at Supabase since it was proved', async () => {
    const invitations = ['SELECT id FROM invitations']
    expect((await asks(claimsOf(mine.invited), invitations)).rows).not.toEqual([])
    expect((await asks(claimsOf(mine.invited, { email: theirs.invited.email }), invitations)).rows).toEqual([])
  })

  test('an address that only an administrator vouched for', async () => {
    const invitations = ['SELECT id FROM invitations']
    const change = (at: string) => [
      `SELECT set_config('request.jwt.claims', '${JSON.stringify(claimsOf(mine.invited))}', true)`,
      `UPDATE users SET email_vouched = true, email_confirmed_at = ${at} WHERE id = '${mine.invited.id}'`,
    ]
    const seen = async (at: string) => (await asks(null, invitations, { before: change(at) })).rows.length > 0
    expect([
      await seen('NULL'),
      await seen(`to_timestamp(${iat + 60})`),
      await seen(`to_timestamp(${iat - 60})`),
    ]).toEqual([false, false, true])
  })
})
