import * as z from 'zod/mini'
import { memberActs } from '../access/member-actions.ts'
import { endpoint } from './endpoint.ts'
import { changesSomething, Id, RoleKey, Timestamp, text } from './fields.ts'
import { hourly } from './limits.ts'
import { ofOrganization, refusals } from './of-organization.ts'
import { JoinedVia } from './organizations.ts'
import { pageFields, pageInfo } from './paging.ts'

/** A member as the colleagues see one, with what the caller may do about it. */
export const Member = z
  .object({
    user_id: Id,
    email: z.nullable(z.string()),
    full_name: z.string(),
    role: RoleKey,
    team: z.nullable(z.object({ id: Id, name: z.string() })),
    /** False while suspended: then nothing of the organization is open to them. */
    is_active: z.boolean(),
    joined_via: JoinedVia,
    joined_at: Timestamp,
    /** Whether it is the caller. */
    is_self: z.boolean(),
    /** The only active admin: stays one until somebody else is. */
    is_last_admin: z.boolean(),
    actions: z.array(z.enum(memberActs)),
  })
  .register(z.globalRegistry, { id: 'Member' })
export type Member = z.output<typeof Member>

const ofMember = z.object({ organizationId: Id, userId: Id })
const writes = hourly('member-change', 600)

export const members = {
  list: endpoint({
    method: 'GET',
    path: '/api/organizations/:organizationId/members',
    summary: 'List the members of an organization, suspended ones among them',
    auth: 'user',
    permission: 'members:read',
    params: ofOrganization,
    query: z.object({
      ...pageFields,
      /** The beginnings of words of a name or an address, without regard to case and accents. */
      search: z.optional(text({ min: 1, max: 100 })),
      role: z.optional(RoleKey),
      team_id: z.optional(Id),
      sort: z._default(z.enum(['name', '-name', 'joined_at', '-joined_at']), 'name'),
    }),
    output: z.object({ members: z.array(Member), ...pageInfo }),
    errors: refusals,
    limits: [hourly('members', 6000)],
  }),

  update: endpoint({
    method: 'PATCH',
    path: '/api/organizations/:organizationId/members/:userId',
    summary: 'Change the role or the team of a member, or suspend and reactivate one',
    auth: 'user',
    permission: 'members:update',
    params: ofMember,
    body: z
      .strictObject({
        role: z.optional(RoleKey),
        /** Null for no team. */
        team_id: z.optional(z.nullable(Id)),
        /** False suspends: nothing of the organization is open to the member until it is true again. */
        is_active: z.optional(z.boolean()),
      })
      .check(changesSomething),
    output: z.object({ success: z.literal(true), member: Member }),
    errors: {
      ...refusals,
      MEMBER_NOT_FOUND: 404,
      TEAM_NOT_FOUND: 404,
      LAST_ADMIN: 409,
      SELF_REMOVAL: 409,
      ORGANIZATION_FULL: 409,
    },
    limits: [writes],
  }),

  remove: endpoint({
    method: 'DELETE',
    path: '/api/organizations/:organizationId/members/:userId',
    summary: 'Remove a member; nobody removes themselves, one leaves instead',
    auth: 'user',
    permission: 'members:delete',
    params: ofMember,
    output: z.object({ success: z.literal(true) }),
    errors: {
      ...refusals,
      MEMBER_NOT_FOUND: 404,
      LAST_ADMIN: 409,
      SELF_REMOVAL: 409,
    },
    limits: [writes],
  }),

  leave: endpoint({
    method: 'POST',
    path: '/api/organizations/:organizationId/leave',
    summary: 'Leave an organization; another one becomes the default where this one was it',
    auth: 'user',
    params: ofOrganization,
    output: z.object({ success: z.literal(true), default_organization_id: z.nullable(Id) }),
    errors: { ORGANIZATION_NOT_FOUND: 404, LAST_ADMIN: 409, DEFAULT_ORG_CONFLICT: 409 },
    limits: [writes],
  }),

  transferOwnership: endpoint({
    method: 'POST',
    path: '/api/organizations/:organizationId/transfer-ownership',
    summary: 'Make another member an admin and step down, both or neither',
    auth: 'user',
    permission: 'members:update',
    params: ofOrganization,
    body: z.strictObject({
      user_id: Id,
      /** My own role afterwards; the one of new members when it is left out. */
      role: z.optional(RoleKey),
    }),
    output: z.object({ success: z.literal(true), member: Member, role: RoleKey }),
    errors: { ...refusals, MEMBER_NOT_FOUND: 404 },
    limits: [writes],
  }),
}
