import type { MeasuredCall } from './calls.ts'
import type { Measured } from './measured.ts'
import { invite } from './start-tenantry.ts'

const MINUTE = 60_000

/** A call of every endpoint about who may come in, and who did what. */
export function managingCalls(measured: () => Measured): Readonly<Record<string, MeasuredCall>> {
  /** An invitation that was sent a minute ago. */
  async function sent() {
    const { running, organization, next } = measured()
    const { founder, organizationId } = await organization()
    const invitationId = await invite(running, founder, organizationId, `${next()}@example.org`)
    running.advance(MINUTE)
    return { client: running.as(founder), params: { organizationId, invitationId } }
  }

  /** A request that waits, and a client of who decides on it. */
  async function asked() {
    const { running, organization, next } = measured()
    const { founder, organizationId } = await organization()
    const domain = `${next()}.example`
    await running.rows(`INSERT INTO organization_domains (id, organization_id, domain, verified_by, verified_at, created_at)
      VALUES (gen_random_uuid(), '${organizationId}', '${domain}', 'email', now(), now())`)
    await running.as({ email: `asker@${domain}` }).organizations.join({ params: { organizationId } })
    const client = running.as(founder)
    const { requests } = await client.membershipRequests.list({ params: { organizationId }, query: {} })
    return { client, params: { organizationId, requestId: requests[0]?.id ?? '' } }
  }

  return {
    'GET /api/organizations/:organizationId/invitations': {
      statements: 5,
      roundTrips: 3,
      async prepare() {
        const { client, params } = await sent()
        return () => client.invitations.list({ params, query: { status: 'pending', search: 'measured' } })
      },
    },
    'POST /api/organizations/:organizationId/invitations/:invitationId/resend': {
      statements: 11,
      roundTrips: 4,
      async prepare() {
        const { client, params } = await sent()
        return () => client.invitations.resend({ params })
      },
    },
    'DELETE /api/organizations/:organizationId/invitations/:invitationId': {
      statements: 10,
      roundTrips: 4,
      async prepare() {
        const { client, params } = await sent()
        return () => client.invitations.revoke({ params })
      },
    },
    'POST /api/organizations/:organizationId/invitations/:invitationId/link': {
      statements: 10,
      roundTrips: 4,
      async prepare() {
        const { client, params } = await sent()
        return () => client.invitations.link({ params })
      },
    },
    'GET /api/organizations/:organizationId/membership-requests': {
      statements: 5,
      roundTrips: 3,
      async prepare() {
        const { client, params } = await asked()
        return () => client.membershipRequests.list({ params, query: {} })
      },
    },
    'POST /api/organizations/:organizationId/membership-requests/:requestId/approve': {
      statements: 12,
      roundTrips: 3,
      async prepare() {
        const { client, params } = await asked()
        return () => client.membershipRequests.approve({ params, body: {} })
      },
    },
    'POST /api/organizations/:organizationId/membership-requests/:requestId/deny': {
      statements: 10,
      roundTrips: 3,
      async prepare() {
        const { client, params } = await asked()
        return () => client.membershipRequests.deny({ params })
      },
    },
    'GET /api/organizations/:organizationId/audit-events': {
      statements: 5,
      roundTrips: 3,
      async prepare() {
        const { client, params } = await sent()
        return () => client.auditEvents.list({ params, query: { action: 'invitation.created' } })
      },
    },
  }
}
