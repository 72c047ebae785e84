import { type CountedSection, proveSections } from '../prove-sections.ts'
import type { Engine } from '../start-tenantry.ts'
import { acceptInvitation } from './accept-invitation.ts'
import { authenticationController } from './authentication-controller.ts'
import { businessRules } from './business-rules.ts'
import { createOrganization } from './create-organization.ts'
import { createOrganizationRules } from './create-organization-rules.ts'
import { declineInvitation } from './decline-invitation.ts'
import { errorResponses } from './error-responses.ts'
import { integrationPoints } from './integration-points.ts'
import { invitationController } from './invitation-controller.ts'
import { organizationController } from './organization-controller.ts'
import { organizationStatus } from './organization-status.ts'
import { overview } from './overview.ts'
import { pendingInvitations } from './pending-invitations.ts'
import { rateLimits } from './rate-limits.ts'
import { newRecords } from './records.ts'
import { signupWithInvitation } from './signup-with-invitation.ts'
import { testingRequirements } from './testing-requirements.ts'
import { validateToken } from './validate-token.ts'
import { verifyEmail } from './verify-email.ts'
import { createWorld, startServer, type World } from './world.ts'

/**
 * Every section of the seed with its count of rows: a row that goes missing is noticed. Two lines have none: the one that
 * names the document it comes from, and "Enhance existing onboarding pages …", which the widgets and their tests answer.
 */
const sections: readonly CountedSection<World>[] = [
  [overview, 1],
  [organizationStatus, 33],
  [signupWithInvitation, 28],
  [createOrganization, 22],
  [createOrganizationRules, 10],
  [acceptInvitation, 21],
  [declineInvitation, 13],
  [validateToken, 22],
  [verifyEmail, 9],
  [pendingInvitations, 15],
  [authenticationController, 9],
  [organizationController, 11],
  [invitationController, 15],
  [errorResponses, 22],
  [rateLimits, 7],
  [businessRules, 20],
  [integrationPoints, 16],
  [testingRequirements, 16],
]

/** Proves every line of seed 003 on one engine, with one server for all of them. */
export function proveAll(engine: Engine): void {
  const records = newRecords()
  proveSections({
    title: `seed 003 on ${engine}`,
    sections,
    start: () => startServer(engine),
    createWorld(running, number) {
      running.faults.splice(0)
      records.violations.splice(0)
      return createWorld(running, records, number)
    },
    faultsOf: ({ faults }) => [...faults, ...records.violations],
  })
}
