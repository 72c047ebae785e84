import { jobSchema } from './queues.ts'

// What pg-boss 12.30 writes when it adds a job, and what it reads of the queue to fill in the rest.
const written =
  'id, name, data, priority, start_after, singleton_key, singleton_on, group_id, group_tier, expire_seconds, ' +
  'deletion_seconds, keep_until, retry_limit, retry_delay, retry_backoff, retry_delay_max, policy, dead_letter, ' +
  'heartbeat_seconds, blocked, blocking, pending_dependencies'
const read =
  'name, policy, expire_seconds, deletion_seconds, retention_seconds, retry_limit, retry_delay, retry_backoff, ' +
  'retry_delay_max, dead_letter, heartbeat_seconds'

/**
 * The SQL that lets a role add jobs and nothing else: it reads no job, not even its own, and changes none.
 * One statement, to be run by the owner after the first start; running it again, or at once elsewhere, changes nothing.
 */
export function jobGrants(role: string, schema: string = jobSchema): string {
  const [to, within] = [quoted(role), quoted(schema)]
  // Two grants on one table at once fail with "tuple concurrently updated", hence the lock.
  return `DO $grants$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('tenantry job grants'));
  GRANT USAGE ON SCHEMA ${within} TO ${to};
  GRANT INSERT (${written}) ON ${within}.job_common TO ${to};
  GRANT SELECT (${read}) ON ${within}.queue TO ${to};
END
$grants$`
}

function quoted(name: string): string {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(name)) throw new Error(`Not a plain SQL name: ${JSON.stringify(name)}`)
  return `"${name}"`
}
