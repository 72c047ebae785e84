import { type contract, may } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { invalid } from '../http/invalid.ts'
import { lockedStanding } from '../organizations/queries.ts'
import { isPublicMailDomain } from './public-mail-domains.ts'
import { domainsOf, insertDomain } from './queries.ts'
import { recordName } from './record.ts'
import { showDomain } from './show-domain.ts'
import { verifiedBy } from './verified-by.ts'

const MAXIMUM = 20
const LONGEST_NAME = 253

/** Adds a domain. Where the caller's own verified address is there, others may ask to come in at once; more takes the record. */
export const add: Handler<typeof contract.domains.add> = async ({ params, body }, context, fail) => {
  const { tx, atEnd, principal, policy, now, newId } = context
  const { organizationId } = params
  const { domain } = body
  if (recordName(domain).length > LONGEST_NAME)
    throw invalid([{ path: ['domain'], message: 'This domain is too long for the record that would prove it.' }])
  if (isPublicMailDomain(domain)) throw fail('DOMAIN_PUBLIC')
  const [standing, others] = await Promise.all([
    lockedStanding(tx, principal, organizationId),
    domainsOf(tx, organizationId),
  ])
  if (!standing) throw fail('ORGANIZATION_NOT_FOUND')
  if (!may(policy.roles, standing.role, 'domains:manage')) throw fail('NOT_AUTHORIZED')
  if (others.some((other) => other.domain === domain)) throw fail('DOMAIN_EXISTS')
  if (others.length >= MAXIMUM) throw fail('TOO_MANY_DOMAINS')

  const id = newId()
  const verified_by = verifiedBy(principal, domain)
  atEnd(() => insertDomain(tx, { id, organization_id: organizationId, domain, verified_by }, now))
  const target = { organizationId, targetType: 'domain', targetId: id }
  context.audit({ ...target, action: 'domain.added', data: { domain } })
  const added = { id, domain, verified_by, verified_at: verified_by && now }
  return { success: true, domain: await showDomain(added, { organizationId, caller: standing.role }, context) }
}
