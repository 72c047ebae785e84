import type { OrganizationDomain } from '@tenantry/core'
import type { Context } from '../context.ts'

/** The DNS record that proves a domain for one organization; what another one shows there proves nothing. */
export async function recordOf(
  { domainProof }: Pick<Context, 'domainProof'>,
  organizationId: string,
  domain: string,
): Promise<OrganizationDomain['record']> {
  const proof = await domainProof(organizationId, domain)
  return { type: 'TXT', name: recordName(domain), value: `tenantry-domain-verification=${proof}` }
}

/** Where the record stands: a name that no host has (RFC 8552 §1.2). */
export function recordName(domain: string): string {
  return `_tenantry.${domain}`
}
