import { managingCalls } from './managing-calls.ts'
import type { Measured } from './measured.ts'
import { foundOrganization, invite } from './start-tenantry.ts'

/** One call, prepared anew, and what it takes at the most. */
export interface MeasuredCall {
  readonly statements: number
  readonly roundTrips: number
  /** @default 1 */
  readonly transactions?: number
  readonly prepare: () => Promise<() => Promise<unknown>>
}

const password = 'a made-up passphrase'

/** A call of every endpoint of the contract, by method and path; what follows a comma tells several of one apart. */
export function measuredCalls(measured: () => Measured): Readonly<Record<string, MeasuredCall>> {
  return {
    ...managingCalls(measured),
    'GET /api/user/organization-status': {
      statements: 4,
      roundTrips: 3,
      async prepare() {
        const { running, person } = measured()
        const client = running.as(await person())
        return () => client.organizations.status()
      },
    },
    'GET /api/user/organization-status, on first sight': {
      statements: 8,
      roundTrips: 3,
      async prepare() {
        const { running, next } = measured()
        const client = running.as({ email: `${next()}@example.com` })
        return () => client.organizations.status()
      },
    },
    'POST /api/organizations': {
      statements: 11,
      roundTrips: 2,
      async prepare() {
        const { running, person, next } = measured()
        const client = running.as(await person())
        const body = { name: 'Statements', slug: next(), google_domain: 'example.com' }
        return () => client.organizations.create({ body })
      },
    },
    'GET /api/organizations/slug-availability': {
      statements: 4,
      roundTrips: 3,
      async prepare() {
        const { running, person } = measured()
        const client = running.as(await person())
        return () => client.organizations.slugAvailability({ query: { slug: 'whatever' } })
      },
    },
    'GET /api/organizations/joinable': {
      statements: 4,
      roundTrips: 3,
      async prepare() {
        const { running, person } = measured()
        const client = running.as(await person())
        return () => client.organizations.joinable()
      },
    },
    'POST /api/organizations/:organizationId/default': {
      statements: 9,
      roundTrips: 3,
      async prepare() {
        const { running, organization, next } = measured()
        const { founder } = await organization()
        const organizationId = await foundOrganization(running, founder, next())
        return () => running.as(founder).organizations.makeDefault({ params: { organizationId } })
      },
    },
    'POST /api/organizations/:organizationId/invitations, 1 recipient': {
      statements: 12,
      roundTrips: 3,
      async prepare() {
        const { running, organization, next } = measured()
        const { founder, organizationId } = await organization()
        return () => invite(running, founder, organizationId, `${next()}@example.org`)
      },
    },
    'POST /api/organizations/:organizationId/invitations, 100 recipients': {
      statements: 12,
      roundTrips: 3,
      async prepare() {
        const { running, organization, next } = measured()
        const { founder, organizationId } = await organization()
        const invitations = Array.from({ length: 100 }, () => ({ email: `${next()}@example.org`, role: 'employee' }))
        return () => running.as(founder).invitations.create({ params: { organizationId }, body: { invitations } })
      },
    },
    'POST /api/invitations/accept': {
      statements: 13,
      roundTrips: 4,
      async prepare() {
        const { running, person, invitation } = measured()
        const invited = await person()
        const body = { invitation_id: await invitation(invited.email) }
        return () => running.as(invited).invitations.accept({ body })
      },
    },
    'POST /api/invitations/accept, on first sight': {
      statements: 17,
      roundTrips: 4,
      async prepare() {
        const { running, next, invitation } = measured()
        const invited = { email: `${next()}@example.com` }
        const body = { invitation_id: await invitation(invited.email) }
        return () => running.as(invited).invitations.accept({ body })
      },
    },
    'POST /api/invitations/decline': {
      statements: 9,
      roundTrips: 4,
      async prepare() {
        const { running, person, invitation } = measured()
        const invited = await person()
        const body = { invitation_id: await invitation(invited.email) }
        return () => running.as(invited).invitations.decline({ body })
      },
    },
    'GET /api/invitations/validate-token': {
      statements: 4,
      roundTrips: 2,
      async prepare() {
        const { running, next, invitation, tokenFor } = measured()
        const email = `${next()}@example.net`
        await invitation(email)
        const query = { token: await tokenFor(email) }
        return () => running.as(null).invitations.validateToken({ query })
      },
    },
    'POST /api/dashboard/pending-invitations': {
      statements: 4,
      roundTrips: 3,
      async prepare() {
        const { running, person } = measured()
        const client = running.as(await person())
        return () => client.invitations.pending()
      },
    },
    'GET /api/organizations/:organizationId/teams': {
      statements: 5,
      roundTrips: 3,
      async prepare() {
        const { running, team } = measured()
        const { founder, organizationId } = await team()
        return () => running.as(founder).teams.list({ params: { organizationId } })
      },
    },
    'POST /api/organizations/:organizationId/teams': {
      statements: 9,
      roundTrips: 3,
      async prepare() {
        const { running, organization } = measured()
        const { founder, organizationId } = await organization()
        return () => running.as(founder).teams.create({ params: { organizationId }, body: { name: 'Sales' } })
      },
    },
    'PATCH /api/organizations/:organizationId/teams/:teamId': {
      statements: 10,
      roundTrips: 3,
      async prepare() {
        const { running, team } = measured()
        const { founder, ...params } = await team()
        return () => running.as(founder).teams.update({ params, body: { name: 'Other' } })
      },
    },
    'DELETE /api/organizations/:organizationId/teams/:teamId': {
      statements: 10,
      roundTrips: 3,
      async prepare() {
        const { running, team } = measured()
        const { founder, ...params } = await team()
        return () => running.as(founder).teams.remove({ params })
      },
    },
    'PUT /api/organizations/:organizationId/teams/:teamId/members/:userId': {
      statements: 11,
      roundTrips: 3,
      async prepare() {
        const { running, team } = measured()
        const { founder, userId, ...params } = await team()
        return () => running.as(founder).teams.addMember({ params: { ...params, userId } })
      },
    },
    'DELETE /api/organizations/:organizationId/teams/:teamId/members/:userId': {
      statements: 11,
      roundTrips: 3,
      async prepare() {
        const { running, team } = measured()
        const { founder, userId, ...params } = await team()
        await running.as(founder).teams.addMember({ params: { ...params, userId } })
        return () => running.as(founder).teams.removeMember({ params: { ...params, userId } })
      },
    },
    'GET /api/organizations/:organizationId/domains': {
      statements: 4,
      roundTrips: 3,
      async prepare() {
        const { running, domain } = measured()
        const { founder, organizationId } = await domain()
        return () => running.as(founder).domains.list({ params: { organizationId } })
      },
    },
    'POST /api/organizations/:organizationId/domains': {
      statements: 10,
      roundTrips: 3,
      async prepare() {
        const { running, organization } = measured()
        const { founder, organizationId } = await organization()
        const body = { domain: 'measured.example' }
        return () => running.as(founder).domains.add({ params: { organizationId }, body })
      },
    },
    // The DNS is asked between the two.
    'POST /api/organizations/:organizationId/domains/:domainId/verify': {
      statements: 14,
      roundTrips: 6,
      transactions: 2,
      async prepare() {
        const { running, domain } = measured()
        const { founder, ...params } = await domain()
        return () => running.as(founder).domains.verify({ params })
      },
    },
    'DELETE /api/organizations/:organizationId/domains/:domainId': {
      statements: 10,
      roundTrips: 3,
      async prepare() {
        const { running, domain } = measured()
        const { founder, ...params } = await domain()
        return () => running.as(founder).domains.remove({ params })
      },
    },
    'POST /api/auth/signup': {
      statements: 14,
      roundTrips: 3,
      async prepare() {
        const { running, next } = measured()
        const body = { email: `${next()}@example.net`, password }
        return () => running.as(null).auth.signup({ body })
      },
    },
    'POST /api/auth/signup-with-invitation': {
      statements: 20,
      roundTrips: 4,
      async prepare() {
        const { running, next, invitation, tokenFor } = measured()
        const email = `${next()}@example.net`
        await invitation(email)
        const body = { token: await tokenFor(email), password, confirmPassword: password }
        return () => running.as(null).auth.signupWithInvitation({ body })
      },
    },
    'POST /api/auth/resend-verification': {
      statements: 12,
      roundTrips: 3,
      async prepare() {
        const { running, next } = measured()
        const body = { email: `${next()}@example.net` }
        await running.as(null).auth.signup({ body: { ...body, password } })
        return () => running.as(null).auth.resendVerification({ body })
      },
    },
    'GET /api/auth/verify-email': {
      statements: 12,
      roundTrips: 4,
      async prepare() {
        const { running, next, tokenFor } = measured()
        const email = `${next()}@example.net`
        await running.as(null).auth.signup({ body: { email, password } })
        const token = await tokenFor(email)
        return () => running.send(`/api/auth/verify-email?token=${token}`)
      },
    },
  }
}
