import type { NewProviderOrganization } from '@tenantry/core/provider'
import { sql } from 'kysely'
import type { Database, Tx } from '../database/database.ts'
import { holdKey, letGoOfKey, type RequestKey } from '../idempotency/queries.ts'
import { LEASE_MS } from './policy.ts'

/** An organization as it is made at the provider; its id is the marker. */
export interface NewOrganization extends Omit<NewProviderOrganization, 'marker'> {
  readonly id: string
}

interface Beginning {
  /** Until then nobody else works on it. */
  readonly until: Date
  /** Why the provider is not asked within the request; null when it is. */
  readonly obstacle: string | null
}

/** Says that the organization which this transaction makes is to be at the provider too. */
export async function beginSync(tx: Tx, organizationId: string, { until, obstacle }: Beginning): Promise<void> {
  await sql`SELECT tenantry.begin_sync(${organizationId}, ${until}, ${obstacle})`.execute(tx)
}

/**
 * Writes down that an organization is about to be made at the provider, and then here, and keeps others from the key of the request
 * until then. @throws when its slug is taken
 */
export async function reserve(
  tx: Tx,
  { id, slug }: NewOrganization,
  claim: RequestKey | null,
  now: Date,
): Promise<void> {
  const until = new Date(now.getTime() + LEASE_MS)
  await Promise.all([
    sql`SELECT tenantry.reserve_sync(${id}, ${slug}, ${until})`.execute(tx),
    claim && holdKey(tx, claim, { run: id, now, until }),
  ])
}

/** What the provider made of a reservation. */
export interface Made {
  readonly providerId: string
  /** Whether the answer itself proved that it is ours; else a job asks. */
  readonly isSure: boolean
}

/** Binds what the provider made to the organization that this transaction makes. @throws when a job took it meanwhile */
export async function adoptSync(tx: Tx, organizationId: string, { providerId, isSure }: Made): Promise<void> {
  await sql`SELECT tenantry.adopt_sync(${organizationId}, ${providerId}, ${isSure})`.execute(tx)
}

type Own = Pick<Database, 'kysely'>

/** Ends a reservation of which nothing came anywhere, and frees its key. */
export async function cancel({ kysely }: Own, organizationId: string): Promise<void> {
  await sql`DELETE FROM provider_organizations WHERE organization_id = ${organizationId}`.execute(kysely)
  await letGoOfKey(kysely, organizationId)
}

/**
 * Ends a reservation of which nothing came here, and frees its key. What may have come of it at the provider is removed there by
 * a job, which is due at once.
 */
export async function abandon({ kysely }: Own, organizationId: string, now: Date): Promise<void> {
  // This first: should it end here, the key is held until the request can have no end any more.
  await sql`UPDATE sync_items SET next_at = ${now} WHERE organization_id = ${organizationId} AND kind = 'organization'`.execute(
    kysely,
  )
  await letGoOfKey(kysely, organizationId)
}
