import { fresh, staff } from '../staff.ts'
import type { Person, Running } from '../start-tenantry.ts'

/** An organization whose people are all at one domain, which it did not prove to own: others there have to ask. */
export async function open(running: Running) {
  const opened = await staff(running)
  await running.rows(`INSERT INTO organization_domains (id, organization_id, domain, verified_by, verified_at, created_at)
    VALUES (gen_random_uuid(), '${opened.organizationId}', '${opened.slug}.example.com', 'email', now(), now())`)
  return opened
}

type Opened = Awaited<ReturnType<typeof open>>
type Query = Parameters<ReturnType<Running['as']>['membershipRequests']['list']>[0]['query']

interface Decision {
  readonly as?: Person
  readonly role?: string
  readonly team_id?: string
  readonly organizationId?: string
}

/** Asks an organization to be let in, and answers for it; its admin does unless somebody else is named. */
export function deskOf(running: Running, team: Opened) {
  const join = (who: Person, { organizationId } = team) =>
    running.as(who).organizations.join({ params: { organizationId } })

  const list = (as: Person = team.admin, query: Query = {}, { organizationId }: { organizationId: string } = team) =>
    running.as(as).membershipRequests.list({ params: { organizationId }, query })

  return {
    join,
    list,

    /** Somebody new who asks, and the request. */
    async ask() {
      const asker = team.person(fresh('asker'))
      await join(asker)
      const { requests } = await list()
      const request = requests.find(({ user }) => user.email === asker.email)
      if (!request) throw new Error('The request is not in the list.')
      return { asker, request, requestId: request.id }
    },

    decide(act: 'approve' | 'deny', requestId: string, { as = team.admin, ...decision }: Decision = {}) {
      const { organizationId = team.organizationId, role, team_id } = decision
      const params = { organizationId, requestId }
      const client = running.as(as).membershipRequests
      if (act === 'deny') return client.deny({ params })
      return client.approve({ params, body: { ...(role && { role }), ...(team_id && { team_id }) } })
    },

    memberships: ({ email }: Person) =>
      running.rows(`SELECT m.role, m.joined_via, m.is_default, m.is_active FROM user_organizations m
        JOIN users u ON u.id = m.user_id WHERE u.email = '${email}'`),

    events: (target: string) =>
      running.rows(`SELECT action, data, (SELECT email FROM users WHERE id = actor_id) AS actor FROM audit_events
        WHERE target_id = '${target}' ORDER BY created_at, id`),
  }
}

export type Desk = ReturnType<typeof deskOf>
