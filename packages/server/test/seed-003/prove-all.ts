import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine, Running } from '../start-tenantry.ts'
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
import { createWorld, type Section, startServer } from './world.ts'

/**
 * Every section of the seed with its count of rows: a row that goes missing is noticed. Two lines have none: the one that
 * names the document it comes from, and "Enhance existing onboarding pages …", which the widgets and their tests answer.
 */
const sections: readonly (readonly [section: Section, rows: number])[] = [
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
  let running: Running
  let number = 0

  beforeAll(async () => {
    running = await startServer(engine)
  })
  afterAll(() => running.stop())

  for (const [{ name, rows }, expected] of sections) {
    describe(`seed 003 on ${engine}: ${name}`, () => {
      test(`has ${expected} rows`, () => {
        expect(rows).toHaveLength(expected)
        expect(new Set(rows.map(({ line }) => line)).size).toBe(expected)
      })
      // Not `test.each`, which cuts long names short.
      for (const { line, prove } of rows) {
        test(line, async () => {
          number += 1
          // What a row before this one left behind is not this one's failure.
          running.faults.splice(0)
          records.violations.splice(0)
          await prove(createWorld(running, records, number))
          expect(running.faults).toEqual([])
          expect(records.violations).toEqual([])
        })
      }
    })
  }
}
