import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine, Running } from '../start-tenantry.ts'
import { acceptInvitation, declineInvitation, listMyInvitations } from './answer-invitation.ts'
import { createOrganization } from './create-organization.ts'
import { inviteModel, memberModel, organizationModel, overview } from './data-models.ts'
import { errorResponses } from './error-responses.ts'
import { frontendIntegration } from './frontend-integration.ts'
import { adminRole, clerkIntegration, dataConsistency, memberRole, security } from './implementation-notes.ts'
import { listMembers } from './list-members.ts'
import { resendInvitation, revokeInvitation } from './manage-invitation.ts'
import { getOrganization, listMyOrganizations } from './read-organizations.ts'
import { listInvitations, sendInvitation } from './send-invitation.ts'
import { testingChecklist } from './testing-checklist.ts'
import { createWorld, type Section, startServer } from './world.ts'

/**
 * Every section of the seed with its count of rows: a row that goes missing is noticed. Lines about Clerk's own side are proved as
 * far as the embedded provider has such a side, and say so. Four have no row: "Keep organization data synchronized between Clerk and
 * MongoDB", "Use Clerk webhooks to handle membership changes" and "Implement retry logic for failed Clerk API calls", of which
 * nothing holds without Clerk, and "See `src/services/kgSDK.ts`", which names a file of another program.
 */
const sections: readonly (readonly [section: Section, rows: number])[] = [
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
  let running: Running
  let number = 0

  beforeAll(async () => {
    running = await startServer(engine)
  })
  afterAll(() => running.stop())

  for (const [{ name, rows }, expected] of sections) {
    describe(`seed 002 on ${engine}: ${name}`, () => {
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
          await prove(createWorld(running, number))
          expect(running.faults).toEqual([])
        })
      }
    })
  }
}
