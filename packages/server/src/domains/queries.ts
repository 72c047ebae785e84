import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'

const columns = ['id', 'domain', 'verified_by', 'verified_at'] as const

const domainsIn = (tx: Tx, organizationId: string) =>
  tx.selectFrom('organization_domains').select(columns).where('organization_id', '=', organizationId)

/** The domains of an organization, oldest first. */
export function domainsOf(tx: Tx, organizationId: string) {
  return domainsIn(tx, organizationId).orderBy('created_at').orderBy('id').execute()
}

/** A domain as its organization's list shows it. */
export type FoundDomain = Awaited<ReturnType<typeof domainOf>> & {}

export function domainOf(tx: Tx, organizationId: string, domainId: string) {
  return domainsIn(tx, organizationId).where('id', '=', domainId).executeTakeFirst()
}

export interface NewDomain {
  readonly id: string
  readonly organization_id: string
  readonly domain: string
  readonly verified_by: 'email' | null
}

export async function insertDomain(tx: Tx, domain: NewDomain, now: Date) {
  const verified_at = domain.verified_by ? now : null
  await tx
    .insertInto('organization_domains')
    .values({ ...domain, verified_at, created_at: now })
    .execute()
}

/** Notes that the DNS record of a domain was seen. @throws the database's error when another organization proved it first. */
export async function proveDomain(tx: Tx, domainId: string): Promise<void> {
  await sql`SELECT tenantry.prove_domain(${domainId}::uuid)`.execute(tx)
}

export async function deleteDomain(tx: Tx, domainId: string): Promise<void> {
  await tx.deleteFrom('organization_domains').where('id', '=', domainId).execute()
}
