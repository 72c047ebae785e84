import * as z from 'zod/mini'
import { endpoint } from '../../contract/endpoint.ts'
import { Email } from '../../contract/fields.ts'
import { invitations as main } from '../../contract/invitations.ts'
import { reading } from './limits.ts'
import { ofInvitation, ofOrganization } from './params.ts'
import { OrganizationInvite, OrganizationRole, Success } from './schemas.ts'
import { strangers } from './strangers.ts'

// Seed 002 asks for 403 of an invitation that ran out; one that was answered or withdrawn is a conflict.
const ended = { INVITATION_EXPIRED: 403, INVITATION_USED: 409, INVITATION_REVOKED: 409 } as const

export const invitations = {
  create: endpoint({
    method: 'POST',
    path: '/api/orgs/:orgId/invites',
    summary: 'Invite somebody into an organization that I am an admin of',
    auth: 'user',
    permission: main.create.permission,
    params: ofOrganization,
    body: z.strictObject({ email: Email, role: OrganizationRole }),
    statuses: [201],
    output: OrganizationInvite,
    errors: {
      ...main.create.errors,
      ...strangers,
      DOMAIN_REQUIRED: 403,
      MEMBERSHIP_EXISTS: 409,
      INVITATION_PENDING: 409,
      ORGANIZATION_FULL: 409,
    },
    limits: main.create.limits,
  }),

  list: endpoint({
    method: 'GET',
    path: '/api/orgs/:orgId/invites',
    summary: 'List the invitations of an organization that I am an admin of, the newest first',
    auth: 'user',
    permission: main.list.permission,
    params: ofOrganization,
    query: z.object({ status: z.optional(OrganizationInvite.shape.status) }),
    output: z.array(OrganizationInvite),
    errors: strangers,
    limits: [reading],
  }),

  mine: endpoint({
    method: 'GET',
    path: '/api/orgs/invites/my',
    summary: 'List the invitations that wait for my verified e-mail address',
    auth: 'user',
    output: z.array(OrganizationInvite),
    errors: {},
    limits: [reading],
  }),

  accept: endpoint({
    method: 'POST',
    path: '/api/orgs/invites/:inviteId/accept',
    summary: 'Accept an invitation that was sent to my verified e-mail address',
    auth: 'user',
    params: ofInvitation,
    output: Success,
    errors: { ...main.accept.errors, ...ended },
    limits: main.accept.limits,
  }),

  decline: endpoint({
    method: 'POST',
    path: '/api/orgs/invites/:inviteId/decline',
    summary: 'Decline an invitation that was sent to my verified e-mail address',
    auth: 'user',
    params: ofInvitation,
    output: Success,
    errors: { ...main.decline.errors, ...ended },
    limits: main.decline.limits,
  }),

  revoke: endpoint({
    method: 'DELETE',
    path: '/api/orgs/invites/:inviteId/revoke',
    summary: 'Withdraw an invitation into an organization that I am an admin of',
    auth: 'user',
    permission: main.revoke.permission,
    params: ofInvitation,
    output: Success,
    errors: { ...main.revoke.errors, ...strangers },
    limits: main.revoke.limits,
  }),

  resend: endpoint({
    method: 'POST',
    path: '/api/orgs/invites/:inviteId/resend',
    summary: 'Send an invitation again, with a new link that works for another week; the next time after a minute',
    auth: 'user',
    permission: main.resend.permission,
    params: ofInvitation,
    output: Success,
    errors: { ...main.resend.errors, ...strangers },
    limits: main.resend.limits,
  }),
}
