import type { contract } from '@tenantry/core'
import { auditEvents } from './audit-events/handlers.ts'
import { auth } from './auth/handlers.ts'
import type { HandlersOf } from './context.ts'
import { domains } from './domains/handlers.ts'
import { invitations } from './invitations/handlers.ts'
import { members } from './members/handlers.ts'
import { membershipRequests } from './membership-requests/handlers.ts'
import { organizations } from './organizations/handlers.ts'
import { sync } from './sync/handlers.ts'
import { teams } from './teams/handlers.ts'

/** What the server does for each endpoint of the contract; health is asked before any of this is ready, and webhooks speak a language of their own. */
export const handlers: HandlersOf<Omit<typeof contract, 'health' | 'webhooks'>> = {
  auth,
  organizations,
  members,
  invitations,
  membershipRequests,
  teams,
  domains,
  auditEvents,
  sync,
}
