import { auditEvents } from './audit-events.ts'
import { auth } from './auth.ts'
import { domains } from './domains.ts'
import type { Contract } from './endpoint.ts'
import { health } from './health.ts'
import { invitations } from './invitations.ts'
import { members } from './members.ts'
import { membershipRequests } from './membership-requests.ts'
import { organizations } from './organizations.ts'
import { sync } from './sync.ts'
import { teams } from './teams.ts'
import { webhooks } from './webhooks.ts'

/** The HTTP API of seed 003 and its extensions: every path, shape, status, code and limit, once. */
export const contract = {
  auth,
  organizations,
  members,
  invitations,
  membershipRequests,
  teams,
  domains,
  auditEvents,
  sync,
  webhooks,
  health,
} as const satisfies Contract
