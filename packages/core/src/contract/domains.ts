import * as z from 'zod/mini'
import { domainActs } from '../access/domain-actions.ts'
import { endpoint } from './endpoint.ts'
import { Domain, Id, Timestamp } from './fields.ts'
import { hourly } from './limits.ts'
import { ofOrganization, refusals } from './of-organization.ts'

/** A domain that an organization says is its own, and how far it proved that. */
export const OrganizationDomain = z
  .object({
    id: Id,
    /** In lower-case punycode; of its subdomains it says nothing. */
    domain: z.string(),
    /** `email` lets people with an address there ask to join, `dns` lets them join. */
    status: z.enum(['unverified', 'email', 'dns']),
    verified_at: z.nullable(Timestamp),
    /** The DNS record that proves it; the value is for this organization and this domain alone. */
    record: z.object({ type: z.literal('TXT'), name: z.string(), value: z.string() }),
    /** What the caller may do with it. */
    actions: z.array(z.enum(domainActs)),
  })
  .register(z.globalRegistry, { id: 'OrganizationDomain' })
export type OrganizationDomain = z.output<typeof OrganizationDomain>

const Answer = z.object({ success: z.literal(true), domain: OrganizationDomain })
const params = z.object({ organizationId: Id, domainId: Id })

export const domains = {
  list: endpoint({
    method: 'GET',
    path: '/api/organizations/:organizationId/domains',
    summary: 'List the domains of an organization, with the DNS records that prove them',
    auth: 'user',
    permission: 'organization:read',
    params: ofOrganization,
    output: z.object({ domains: z.array(OrganizationDomain) }),
    errors: refusals,
    limits: [hourly('domains', 6000)],
  }),

  add: endpoint({
    method: 'POST',
    path: '/api/organizations/:organizationId/domains',
    summary: 'Add a domain; people come in by it once it is proved',
    auth: 'user',
    permission: 'domains:manage',
    params: ofOrganization,
    body: z.strictObject({ domain: Domain }),
    statuses: [201],
    output: Answer,
    errors: {
      DOMAIN_PUBLIC: 400,
      ...refusals,
      DOMAIN_EXISTS: 409,
      TOO_MANY_DOMAINS: 409,
    },
    limits: [hourly('domain-change', 600)],
  }),

  verify: endpoint({
    method: 'POST',
    path: '/api/organizations/:organizationId/domains/:domainId/verify',
    summary: 'Look for the DNS record of a domain; from then on people with an address there join at once',
    auth: 'user',
    permission: 'domains:manage',
    params,
    output: Answer,
    errors: {
      DOMAIN_PUBLIC: 400,
      ...refusals,
      DOMAIN_NOT_FOUND: 404,
      DOMAIN_NOT_VERIFIED: 409,
      DOMAIN_TAKEN: 409,
      DNS_UNAVAILABLE: 503,
    },
    limits: [hourly('domain-verification', 60)],
  }),

  remove: endpoint({
    method: 'DELETE',
    path: '/api/organizations/:organizationId/domains/:domainId',
    summary: 'Remove a domain; nobody comes in by it any more, and whoever did stays',
    auth: 'user',
    permission: 'domains:manage',
    params,
    output: z.object({ success: z.literal(true) }),
    errors: { ...refusals, DOMAIN_NOT_FOUND: 404 },
    limits: [hourly('domain-change', 600)],
  }),
}
