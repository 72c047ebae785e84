import { type OrganizationDomain, TenantryError } from '@tenantry/core'
import { membersOf, organization } from './organization.ts'
import type { Replies } from './world.tsx'

function domain(name: string, status: OrganizationDomain['status']): OrganizationDomain {
  return {
    id: `01900000-0000-7000-8000-0000000d${[...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 1000)}`,
    domain: name,
    status,
    verified_at: status === 'unverified' ? null : '2026-03-01T09:00:00Z',
    record: { type: 'TXT', name: `_tenantry.${name}`, value: 'tenantry-domain-verification=made-up-proof' },
    actions: status === 'dns' ? ['remove'] : ['verify', 'remove'],
  }
}

export const proved = domain('example.com', 'dns')
export const known = domain('example.org', 'email')
export const fresh = domain('example.net', 'unverified')

/** A server whose organization has domains, which can be added, proved and removed. */
export function organizationWithDomains(
  first: readonly OrganizationDomain[] = [proved, known, fresh],
  own: Replies = {},
): Replies {
  let held = [...first]
  return organization(membersOf(), {
    ...own,
    domains: {
      list: () => ({ domains: held }),
      add: ({ body }) => {
        if (body.domain === 'gmail.com') return 'DOMAIN_PUBLIC'
        if (held.some((one) => one.domain === body.domain)) return 'DOMAIN_EXISTS'
        const added = domain(body.domain, 'unverified')
        held = [...held, added]
        return { success: true, domain: added }
      },
      verify: ({ params }) => {
        const found = held.find(({ id }) => id === params.domainId)
        if (!found) throw new TenantryError('DOMAIN_NOT_FOUND', { status: 404 })
        const verified: OrganizationDomain = { ...found, status: 'dns', actions: ['remove'] }
        held = held.map((one) => (one.id === found.id ? verified : one))
        return { success: true, domain: verified }
      },
      remove: ({ params }) => {
        held = held.filter(({ id }) => id !== params.domainId)
        return { success: true }
      },
      ...own.domains,
    },
  })
}
