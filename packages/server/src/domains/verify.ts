import { contract, may, type ParsedInput, TenantryError } from '@tenantry/core'
import { type Outside, prepared } from '../context.ts'
import { lockedStanding } from '../organizations/queries.ts'
import { type Finding, lookUp } from './look-up.ts'
import { isPublicMailDomain } from './public-mail-domains.ts'
import { domainOf, proveDomain } from './queries.ts'
import { recordOf } from './record.ts'
import { showDomain } from './show-domain.ts'

type Endpoint = typeof contract.domains.verify

/** Notes that the DNS record of a domain is there. The DNS is asked first: its servers belong to others, and may be slow. */
export const verify = prepared<Endpoint, Finding | null>(askDns, async ({ params }, context, fail, finding) => {
  const { tx, atEnd, principal, policy, now } = context
  const { organizationId, domainId } = params
  const [standing, found] = await Promise.all([
    lockedStanding(tx, principal, organizationId),
    domainOf(tx, organizationId, domainId),
  ])
  if (!standing) throw fail('ORGANIZATION_NOT_FOUND')
  if (!may(policy.roles, standing.role, 'domains:manage')) throw fail('NOT_AUTHORIZED')
  if (!found) throw fail('DOMAIN_NOT_FOUND')
  if (isPublicMailDomain(found.domain)) throw fail('DOMAIN_PUBLIC')

  const view = { organizationId, caller: standing.role }
  if (found.verified_by === 'dns') return { success: true, domain: await showDomain(found, view, context) }
  if (finding?.record === 'missing') throw fail('DOMAIN_NOT_VERIFIED')
  if (finding?.record !== 'found') throw unavailable(finding)
  atEnd(() => proveDomain(tx, domainId))
  const target = { organizationId, targetType: 'domain', targetId: domainId }
  context.audit({ ...target, action: 'domain.verified', data: { domain: found.domain } })
  const proved = { ...found, verified_by: 'dns', verified_at: now } as const
  return { success: true, domain: await showDomain(proved, view, context) }
})

// Refuses nothing: an answer that was given before is given again, whatever became of the domain since. Null when there is no
// reason to ask.
async function askDns({ params }: ParsedInput<Endpoint>, { look, resolveTxt }: Outside): Promise<Finding | null> {
  const { organizationId, domainId } = params
  const record = await look(async (context) => {
    const { tx, principal, policy } = context
    if (!may(policy.roles, principal?.standing?.role ?? '', 'domains:manage')) return null
    const found = await domainOf(tx, organizationId, domainId)
    if (!found || found.verified_by === 'dns' || isPublicMailDomain(found.domain)) return null
    return recordOf(context, organizationId, found.domain)
  })
  return record && lookUp(resolveTxt, record)
}

// With what the resolver said, for the log.
function unavailable(finding: Finding | null): TenantryError {
  const cause = finding?.record === 'unknown' ? finding.cause : undefined
  return new TenantryError('DNS_UNAVAILABLE', { status: contract.domains.verify.errors.DNS_UNAVAILABLE, cause })
}
