import { domainActions, type OrganizationDomain } from '@tenantry/core'
import type { Context } from '../context.ts'
import { timestamp } from '../http/timestamp.ts'
import { isPublicMailDomain } from './public-mail-domains.ts'
import type { FoundDomain } from './queries.ts'
import { recordOf } from './record.ts'

/** Who looks, and at whose domain. */
interface View {
  readonly organizationId: string
  /** The role of the caller. */
  readonly caller: string
}

/** Writes a domain as somebody with a role sees it, with the record that proves it. */
export async function showDomain(
  { id, domain, verified_by, verified_at }: FoundDomain,
  { organizationId, caller }: View,
  context: Pick<Context, 'domainProof' | 'policy'>,
): Promise<OrganizationDomain> {
  const status = verified_by ?? 'unverified'
  return {
    id,
    domain,
    status,
    verified_at: verified_at && timestamp(verified_at),
    record: await recordOf(context, organizationId, domain),
    actions: domainActions(context.policy.roles, caller, { status, isPublic: isPublicMailDomain(domain) }),
  }
}
