import pg from 'pg'

/** Runs statements with triggers and foreign keys off, and makes the indexes of the large tables anew behind them. */
export async function asOwner(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`SET session_replication_role = replica; SET maintenance_work_mem = '256MB'`)
    const { rows } = await client.query<{ name: string; definition: string }>(plainIndexes)
    for (const { name } of rows) await client.query(`DROP INDEX ${name}`)
    for (const statement of statements) await client.query(statement)
    for (const { definition } of rows) await client.query(definition)
    await client.query('VACUUM ANALYZE')
  } finally {
    await client.end()
  }
}

const plainIndexes = `
  SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
  WHERE indrelid = ANY ('{users,user_organizations,invitations,audit_events,membership_requests}'::regclass[])
    AND indexrelid NOT IN (SELECT conindid FROM pg_constraint)`
