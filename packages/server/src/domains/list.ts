import type { contract } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { domainsOf } from './queries.ts'
import { showDomain } from './show-domain.ts'

/** Lists the domains of an organization, each with the record that proves it. */
export const list: Handler<typeof contract.domains.list> = async ({ params }, context) => {
  const { organizationId } = params
  const found = await domainsOf(context.tx, organizationId)
  const view = { organizationId, caller: context.principal.standing?.role ?? '' }
  return { domains: await Promise.all(found.map((domain) => showDomain(domain, view, context))) }
}
