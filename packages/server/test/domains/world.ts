import type { OrganizationDomain } from '@tenantry/core'
import { fakeDns } from '../fake-dns.ts'
import { type Engine, foundOrganization, type Person, type Running, startTenantry } from '../start-tenantry.ts'

export type World = Awaited<ReturnType<typeof startWorld>>

/** A kit whose DNS is in the test's hand, and organizations that have nobody but their founder. */
export async function startWorld(engine: Engine) {
  const dns = fakeDns()
  const running: Running = await startTenantry(engine, { resolveTxt: dns.resolveTxt })
  let turn = 0

  return {
    dns,
    running,

    /** A word that no other test of this kit uses. */
    next: () => `${engine}-${++turn}`,

    /** An organization, with the calls about its domains as its founder makes them. */
    async organization(founder: Person = { email: `founder-${++turn}@${engine}.example.com` }) {
      const organizationId = await foundOrganization(running, founder, `${engine}-${++turn}`)
      const { domains } = running.as(founder)
      const params = { organizationId }
      return {
        founder,
        organizationId,
        params,
        list: async () => (await domains.list({ params })).domains,
        add: async (domain: string) => (await domains.add({ params, body: { domain } })).domain,
        verify: async (domainId: string) => (await domains.verify({ params: { ...params, domainId } })).domain,
        remove: (domainId: string) => domains.remove({ params: { ...params, domainId } }),
        /** Adds a domain, publishes its record, and has it seen. */
        async prove(domain: string): Promise<OrganizationDomain> {
          const { domain: added } = await domains.add({ params, body: { domain } })
          dns.answer(added.record.name, [[added.record.value]])
          return (await domains.verify({ params: { ...params, domainId: added.id } })).domain
        },
      }
    },

    /** What an organization did, in order. */
    events: (organizationId: string) =>
      running.rows(`SELECT action, target_type, target_id, data FROM audit_events
        WHERE organization_id = '${organizationId}' AND action <> 'organization.created' ORDER BY created_at, id`),
  }
}
