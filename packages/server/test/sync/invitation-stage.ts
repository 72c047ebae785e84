import { createClient, type TenantryClient } from '@tenantry/core'
import { orgsContract } from '@tenantry/core/orgs'
import type { TenantryOptions } from '../../src/options.ts'
import { orgs } from '../../src/profiles/orgs/orgs.ts'
import { type Engine, publicUrl, startTenantry } from '../start-tenantry.ts'
import { type InvitationSiteName, invitationSites } from './invitation-sites.ts'

export type InvitationStage = Awaited<ReturnType<typeof openInvitationStage>>

/** A server whose invitations the provider mails, and one organization of Ada's at both. */
export async function openInvitationStage(
  name: InvitationSiteName,
  engine: Engine,
  options: Partial<TenantryOptions> = {},
) {
  const clock = { now: () => new Date('2026-03-01T12:00:00Z') }
  const site = await invitationSites[name](() => clock.now().getTime())
  const failures: unknown[] = []
  const running = await startTenantry(engine, {
    ...{ provider: site.provider, invitationMail: 'provider', profiles: [orgs()] },
    providerDeadlines: { creationMs: 2000, callMs: 2000 },
    log: { info() {}, warn() {}, error: (fields) => void failures.push(fields.error) },
    ...options,
  })
  clock.now = running.now
  const fetch = (input: RequestInfo | URL, init?: RequestInit) => running.tenantry.fetch(new Request(input, init))

  /** Somebody with an account at the provider. */
  function person(email: string) {
    const subject = site.account(email)
    const getToken = () => site.token(subject, email)
    const client: TenantryClient = createClient({ baseURL: publicUrl, fetch, getToken })
    const orgs = createClient({ contract: orgsContract, baseURL: publicUrl, fetch, getToken })
    return { email, subject, client, orgs }
  }

  const ada = person('ada@example.com')
  while (!(await ada.client.organizations.status().catch(() => null)));
  failures.length = 0
  const { organization } = await ada.client.organizations.create({ body: { name: 'Acme', slug: 'acme' } })
  const organizationId = organization.id
  const params = { organizationId }

  const left = () => running.rows(`SELECT kind, error FROM sync_items ORDER BY kind`)
  const stage = {
    ...{ site, running, failures, person, ada, organizationId, params, left },
    async invite(email: string, role = 'employee'): Promise<string> {
      const { results } = await ada.client.invitations.create({ params, body: { invitations: [{ email, role }] } })
      const id = results[0]?.invitation?.id
      if (!id) throw new Error(`not invited: ${JSON.stringify(results)}`)
      return id
    },
    /** One invitation as the organization sees it. */
    async shown(id: string) {
      const { invitations } = await ada.client.invitations.list({ params, query: {} })
      return invitations.find((one) => one.id === id)
    },
    /** Makes the worker look at what is due: every write does. */
    nudge: () => ada.client.invitations.decline({ body: { invitation_id: crypto.randomUUID() } }).catch(() => {}),
    /** Brings webhooks, and says what each was answered. */
    async deliver(requests: readonly Request[]): Promise<readonly number[]> {
      const statuses: number[] = []
      for (const request of requests) statuses.push((await running.tenantry.fetch(request.clone())).status)
      return statuses
    },
    waiting: () => site.invited().filter(({ waits }) => waits),
    membersHere: async () => {
      const { members } = await ada.client.members.list({ params, query: {} })
      return Object.fromEntries(members.map(({ email, role }) => [email, role]))
    },
    async stop() {
      await running.stop()
      await site.served.stop()
    },
  }
  await settled(stage)
  await site.news()
  return stage
}

/** Waits until nothing is left to be told to the provider. */
export async function settled({ left }: { left(): Promise<unknown[]> }, longest = 15_000): Promise<void> {
  for (const end = performance.now() + longest; performance.now() < end; ) {
    if ((await left()).length === 0) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`left: ${JSON.stringify(await left())}`)
}
