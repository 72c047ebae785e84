import * as z from 'zod/mini'
import { requestActs } from '../access/request-actions.ts'
import { endpoint } from './endpoint.ts'
import { Id, Person, RoleKey, Timestamp } from './fields.ts'
import { hourly } from './limits.ts'
import { ofOrganization, refusals } from './of-organization.ts'
import { pageFields, pageInfo } from './paging.ts'

const Status = z.enum(['pending', 'approved', 'denied'])

/** Somebody with an address of an organization's domain asks to be let in. */
export const MembershipRequest = z
  .object({
    id: Id,
    user: Person,
    status: Status,
    created_at: Timestamp,
    decided_at: z.nullable(Timestamp),
    /** Null while nobody has decided, and when whoever did is no member any more. */
    decided_by: z.nullable(Person),
    /** What the caller may do with it. */
    actions: z.array(z.enum(requestActs)),
  })
  .register(z.globalRegistry, { id: 'MembershipRequest' })
export type MembershipRequest = z.output<typeof MembershipRequest>

const ofRequest = z.object({ organizationId: Id, requestId: Id })
const Answer = z.object({ success: z.literal(true), request: MembershipRequest })

const reads = hourly('membership-requests', 6000)
const writes = hourly('membership-request-decision', 600)

const decisionErrors = {
  ...refusals,
  REQUEST_NOT_FOUND: 404,
  REQUEST_DECIDED: 409,
} as const

export const membershipRequests = {
  list: endpoint({
    method: 'GET',
    path: '/api/organizations/:organizationId/membership-requests',
    summary: 'List who asks to become a member, the newest first',
    auth: 'user',
    permission: 'members:update',
    params: ofOrganization,
    query: z.object({ ...pageFields, status: z._default(Status, 'pending') }),
    output: z.object({ requests: z.array(MembershipRequest), ...pageInfo }),
    errors: refusals,
    limits: [reads],
  }),

  approve: endpoint({
    method: 'POST',
    path: '/api/organizations/:organizationId/membership-requests/:requestId/approve',
    summary: 'Let somebody in who asked, with the role of new members unless another one is given',
    auth: 'user',
    permission: 'members:update',
    params: ofRequest,
    body: z.strictObject({ role: z.optional(RoleKey), team_id: z._default(z.nullable(Id), null) }),
    output: Answer,
    errors: {
      ...decisionErrors,
      DOMAIN_REQUIRED: 403,
      TEAM_NOT_FOUND: 404,
      MEMBERSHIP_EXISTS: 409,
      ORGANIZATION_FULL: 409,
      DEFAULT_ORG_CONFLICT: 409,
    },
    limits: [writes],
  }),

  deny: endpoint({
    method: 'POST',
    path: '/api/organizations/:organizationId/membership-requests/:requestId/deny',
    summary: 'Turn somebody down who asked; they may ask again',
    auth: 'user',
    permission: 'members:update',
    params: ofRequest,
    output: Answer,
    errors: decisionErrors,
    limits: [writes],
  }),
}
