import * as z from 'zod/mini'
import { teamActs } from '../access/team-actions.ts'
import { lengths } from '../canonical/lengths.ts'
import { endpoint } from './endpoint.ts'
import { Id, Timestamp, text } from './fields.ts'
import { hourly } from './limits.ts'
import { ofOrganization, refusals } from './of-organization.ts'
import { pageFields, pageInfo } from './paging.ts'

/** A part of an organization; a member is in one team at most. */
export const Team = z
  .object({
    id: Id,
    name: z.string(),
    /** How many members are in it. */
    members: z.int(),
    created_at: Timestamp,
    /** What the caller may do with it. */
    actions: z.array(z.enum(teamActs)),
  })
  .register(z.globalRegistry, { id: 'Team' })
export type Team = z.output<typeof Team>

const Answer = z.object({ success: z.literal(true), team: Team })
const params = z.object({ organizationId: Id, teamId: Id })
const ofMember = z.object({ organizationId: Id, teamId: Id, userId: Id })
const body = z.strictObject({ name: text(lengths.teamName) })

const reads = hourly('teams', 6000)
const writes = hourly('team-change', 600)

export const teams = {
  list: endpoint({
    method: 'GET',
    path: '/api/organizations/:organizationId/teams',
    summary: 'List the teams of an organization, by name',
    auth: 'user',
    permission: 'organization:read',
    params: ofOrganization,
    query: z.object(pageFields),
    output: z.object({ teams: z.array(Team), ...pageInfo }),
    errors: refusals,
    limits: [reads],
  }),

  create: endpoint({
    method: 'POST',
    path: '/api/organizations/:organizationId/teams',
    summary: 'Add a team; no other in the organization has its name, in whatever case',
    auth: 'user',
    permission: 'teams:manage',
    params: ofOrganization,
    body,
    statuses: [201],
    output: Answer,
    errors: { ...refusals, TEAM_EXISTS: 409 },
    limits: [writes],
  }),

  update: endpoint({
    method: 'PATCH',
    path: '/api/organizations/:organizationId/teams/:teamId',
    summary: 'Rename a team',
    auth: 'user',
    permission: 'teams:manage',
    params,
    body,
    output: Answer,
    errors: { ...refusals, TEAM_NOT_FOUND: 404, TEAM_EXISTS: 409 },
    limits: [writes],
  }),

  remove: endpoint({
    method: 'DELETE',
    path: '/api/organizations/:organizationId/teams/:teamId',
    summary: 'Remove a team; its members stay in the organization, and its invitations stay open',
    auth: 'user',
    permission: 'teams:manage',
    params,
    output: z.object({ success: z.literal(true) }),
    errors: { ...refusals, TEAM_NOT_FOUND: 404 },
    limits: [writes],
  }),

  addMember: endpoint({
    method: 'PUT',
    path: '/api/organizations/:organizationId/teams/:teamId/members/:userId',
    summary: 'Put a member into a team, out of the one before; takes `teams:manage` or `members:update`',
    auth: 'user',
    permission: 'organization:read',
    params: ofMember,
    output: Answer,
    errors: { ...refusals, TEAM_NOT_FOUND: 404, MEMBER_NOT_FOUND: 404 },
    limits: [writes],
  }),

  removeMember: endpoint({
    method: 'DELETE',
    path: '/api/organizations/:organizationId/teams/:teamId/members/:userId',
    summary: 'Take a member out of a team; takes `teams:manage` or `members:update`',
    auth: 'user',
    permission: 'organization:read',
    params: ofMember,
    output: Answer,
    errors: { ...refusals, TEAM_NOT_FOUND: 404, MEMBER_NOT_FOUND: 404 },
    limits: [writes],
  }),
}
