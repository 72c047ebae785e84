import { type CountedSection, proveSections } from '../prove-sections.ts'
import type { Engine } from '../start-tenantry.ts'
import { acceptInvitation, declineInvitation, listMyInvitations } from './answer-invitation.ts'
import { clerkIntegration } from './clerk-integration.ts'
import { createOrganization } from './create-organization.ts'
import { inviteModel, memberModel, organizationModel, overview } from './data-models.ts'
import { errorResponses } from './error-responses.ts'
import { frontendIntegration } from './frontend-integration.ts'
import { listMembers } from './list-members.ts'
import { resendInvitation, revokeInvitation } from './manage-invitation.ts'
import { getOrganization, listMyOrganizations } from './read-organizations.ts'
import { adminRole, memberRole } from './roles.ts'
import { dataConsistency, security } from './security.ts'
import { listInvitations, sendInvitation } from './send-invitation.ts'
import { testingChecklist } from './testing-checklist.ts'
import { createWorld, startServer, type World } from './world.ts'

/**
 * Every section of the seed with its count of rows: a row that goes missing is noticed. Lines about Clerk's own side are proved as
 * far as the embedded provider has such a side, and say so; `with-clerk.test.ts` proves them with Clerk's adapter. Four have no row
 * here: "Keep organization data synchronized between Clerk and MongoDB", "Use Clerk webhooks to handle membership changes" and
 * "Implement retry logic for failed Clerk API calls", of which nothing holds without Clerk, and "See `src/services/kgSDK.ts`", which
 * names a file of another program.
 */
const sections: readonly CountedSection<World>[] = [
  [overview, 1],
  [organizationModel, 8],
  [memberModel, 5],
  [inviteModel, 11],
  [createOrganization, 10],
  [listMyOrganizations, 5],
  [getOrganization, 6],
  [listMembers, 6],
  [sendInvitation, 10],
  [listInvitations, 7],
  [listMyInvitations, 6],
  [acceptInvitation, 8],
  [declineInvitation, 7],
  [revokeInvitation, 7],
  [resendInvitation, 7],
  [errorResponses, 7],
  [clerkIntegration, 9],
  [adminRole, 4],
  [memberRole, 3],
  [dataConsistency, 1],
  [security, 6],
  [frontendIntegration, 5],
  [testingChecklist, 20],
]

/** Proves every line of seed 002 on one engine, with one server for all of them. */
export function proveAll(engine: Engine): void {
  proveSections({
    title: `seed 002 on ${engine}`,
    sections,
    start: () => startServer(engine),
    createWorld(running, number) {
      running.faults.splice(0)
      return createWorld(running, number)
    },
    faultsOf: ({ faults }) => faults,
  })
}
