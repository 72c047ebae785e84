import type { Check } from '@tenantry/core/provider'
import type { Database } from '../../database/database.ts'
import type { Config } from '../config.ts'
import { passed, warning } from './verdict.ts'

interface Standing {
  readonly all: number
  readonly local: number
  readonly errors: string | null
  readonly waiting: number
}

/** Looks at which organizations the provider does not have, and what waits to be told to it. */
export async function* organizationsCheck({ TENANTRY_PROVIDER }: Config, { runSql }: Database): AsyncGenerator<Check> {
  if (TENANTRY_PROVIDER !== 'kinde' && TENANTRY_PROVIDER !== 'clerk') return
  const { rows } = await runSql(
    `SELECT count(*)::integer AS all, (count(*) FILTER (WHERE status = 'local_only'))::integer AS local,
       string_agg(DISTINCT error, ', ') FILTER (WHERE status = 'local_only') AS errors,
       (SELECT count(*)::integer FROM sync_items) AS waiting
     FROM provider_organizations`,
    [],
  )
  const [{ all, local, errors, waiting }] = rows as readonly [Standing]
  yield standing(TENANTRY_PROVIDER, { all, local, errors, waiting })
  const name = 'Sync'
  if (waiting === 0) yield passed(name, 'nothing waits')
  else yield warning(name, `${waiting} changes wait`, 'they are tried again by themselves, within the hour')
}

// What the API of a provider says of an organization that it does not have, for whoever looks for it in a log.
const unheardOf = { kinde: '400 ORGANIZATION_INVALID', clerk: '404 resource_not_found' }

function standing(provider: keyof typeof unheardOf, { all, local, errors }: Standing): Check {
  const name = `Organizations at ${provider}`
  if (local === 0) return passed(name, `${all} of ${all} are there`)
  return warning(
    name,
    `${local} of ${all} are kept here alone (${errors}): asked about one, ${provider} would answer ${unheardOf[provider]}, so it is asked nothing about them or their members`,
    'put right what failed; each is then made there with all of its members within the hour, or at once by POST /api/organizations/<id>/sync/retry',
  )
}
