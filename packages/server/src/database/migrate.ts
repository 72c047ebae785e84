import type { Database } from './database.ts'

/**
 * Brings the database to the newest schema; several processes may call this at once.
 * Each file runs in a transaction of its own, in the order of its name, exactly once. Tables are made in `public`, where the
 * functions look for them, whatever the search path of the connection is.
 */
export async function migrate(database: Database): Promise<readonly string[]> {
  const applied: string[] = []
  await database.runScripts(async (run) => {
    await run('CREATE SCHEMA IF NOT EXISTS tenantry')
    await run('CREATE TABLE IF NOT EXISTS tenantry.migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL)')
    const known = new Set((await run('SELECT name FROM tenantry.migrations')).map((row) => row.name))
    for (const { name, sql } of database.migrations) {
      if (known.has(name)) continue
      const record = `INSERT INTO tenantry.migrations VALUES ('${name}', now())`
      await run(`BEGIN;\nSET LOCAL search_path = public;\n${sql}\n;${record};\nCOMMIT`)
      applied.push(name)
    }
  })
  return applied
}

/**
 * Refuses a set-up in which row-level security would not hold.
 * @throws Error naming the role and what is wrong with it.
 */
export async function assertRestrictedRole(database: Database): Promise<void> {
  await database.runScripts(async (run) => {
    const [role] = await run(`
      SELECT rolsuper OR rolbypassrls AS bypasses,
        EXISTS (
          SELECT FROM pg_class
          WHERE relnamespace = 'public'::regnamespace AND relrowsecurity AND pg_has_role(pg_roles.oid, relowner, 'USAGE')
        ) AS owns
      FROM pg_roles WHERE rolname = 'tenantry_app'`)
    if (!role) throw new Error('The role tenantry_app is missing: run `tenantry migrate` first.')
    if (role.bypasses)
      throw new Error('The role tenantry_app bypasses row-level security: take SUPERUSER and BYPASSRLS from it.')
    if (role.owns)
      throw new Error(
        'The role tenantry_app owns the tables, or is a member of the role that does, so row-level security does not hold.',
      )
    const [path] = await run(`SELECT to_regclass('users') IS DISTINCT FROM to_regclass('public.users') AS elsewhere`)
    if (path?.elsewhere)
      throw new Error(
        'The search path of the connection does not lead to the tables in the schema public: put public first.',
      )
  })
}
