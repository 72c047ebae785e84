import { invitationFacts } from './conformance/invitations.ts'
import { organizationFacts } from './conformance/organizations.ts'
import { userFacts } from './conformance/users.ts'
import type { Fact } from './conformance/world.ts'

export type { Fact, HeldOrganization, Trouble, World } from './conformance/world.ts'

/** What every adapter has to do: one test each, whatever the test runner. */
export const facts: readonly Fact[] = [...organizationFacts, ...invitationFacts, ...userFacts]
