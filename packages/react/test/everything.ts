import { organizationWithLog } from './audit-events.ts'
import { organizationWithDomains } from './domains.ts'
import { invitationsOf, sentInvitations } from './invitations.ts'
import { requestsOf, requestsToJoin } from './membership-requests.ts'
import { acme, beta, link } from './people.ts'
import { organizationWithSettings } from './settings.ts'
import { invited, knocking, switching, syncOf } from './switching.ts'
import { organizationWithTeams } from './teams.ts'
import type { Replies } from './world.tsx'

/** A server that has something to say to every component. */
export function everything(): Replies {
  const standing = switching({ members: [acme, beta], invitations: [invited], joinable: [knocking] })
  const { status: _, get: __, ...settings } = { ...organizationWithSettings().organizations }
  const behind = syncOf({ waiting: 2, waiting_since: '2026-03-02T09:00:00Z' })
  return {
    ...organizationWithTeams(),
    domains: { ...organizationWithDomains().domains },
    auditEvents: { ...organizationWithLog().auditEvents },
    membershipRequests: requestsOf(requestsToJoin()).replies,
    invitations: {
      ...standing.invitations,
      ...invitationsOf(sentInvitations()).replies,
      validateToken: { valid: true, invitation: link },
    },
    organizations: { ...settings, ...standing.organizations },
    sync: { get: { sync: behind }, retry: { success: true, sync: behind } },
  }
}
