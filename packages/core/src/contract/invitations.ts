import * as z from 'zod/mini'
import { invitationActs } from '../access/invitation-actions.ts'
import { lengths } from '../canonical/lengths.ts'
import { endpoint } from './endpoint.ts'
import { Id, Person, RoleKey, Timestamp, Token, text } from './fields.ts'
import { hourly } from './limits.ts'
import { ofOrganization, refusals } from './of-organization.ts'
import { pageFields, pageInfo } from './paging.ts'

/** A pending invitation as its addressee sees it in `organization-status`. */
export const InvitationSummary = z
  .object({
    id: Id,
    organization_id: Id,
    role: RoleKey,
    team_id: z.nullable(Id),
    expires_at: Timestamp,
    organizations: z.object({ name: z.string() }),
    teams: z.nullable(z.object({ name: z.string() })),
  })
  .register(z.globalRegistry, { id: 'InvitationSummary' })
export type InvitationSummary = z.output<typeof InvitationSummary>

/** A pending invitation as the dashboard's inbox shows it. */
export const PendingInvitation = z
  .object({
    id: Id,
    organization_name: z.string(),
    role: RoleKey,
    team_name: z.nullable(z.string()),
    invited_by: z.string(),
    expires_at: Timestamp,
  })
  .register(z.globalRegistry, { id: 'PendingInvitation' })
export type PendingInvitation = z.output<typeof PendingInvitation>

/** An invitation as the holder of its token sees it. */
export const InvitationPreview = z
  .object({
    id: Id,
    email: z.string(),
    role: RoleKey,
    expires_at: Timestamp,
    organization: z.object({ id: Id, name: z.string(), slug: z.string() }),
    team: z.nullable(z.object({ id: Id, name: z.string() })),
    invited_by: z.object({ full_name: z.string(), email: z.string() }),
  })
  .register(z.globalRegistry, { id: 'InvitationPreview' })
export type InvitationPreview = z.output<typeof InvitationPreview>

/** An invitation as the organization that sent it sees it. */
export const Invitation = z
  .object({
    id: Id,
    organization_id: Id,
    email: z.string(),
    role: RoleKey,
    team_id: z.nullable(Id),
    status: z.enum(['pending', 'accepted', 'declined', 'revoked', 'expired']),
    delivery_status: z.enum(['queued', 'sent', 'failed']),
    expires_at: Timestamp,
    created_at: Timestamp,
  })
  .register(z.globalRegistry, { id: 'Invitation' })
export type Invitation = z.output<typeof Invitation>

/** An invitation in the organization's own list, with what the caller may do about it. */
export const ManagedInvitation = z
  .object({
    ...Invitation.shape,
    team_name: z.nullable(z.string()),
    /** Why the provider did not send it: its own code, else the kind of its refusal. Null when it did, or when we mail it. */
    delivery_error: z.nullable(z.string()),
    /** Null when whoever sent it is no member any more. */
    invited_by: z.nullable(Person),
    accepted_at: z.nullable(Timestamp),
    declined_at: z.nullable(Timestamp),
    actions: z.array(z.enum(invitationActs)),
  })
  .register(z.globalRegistry, { id: 'ManagedInvitation' })
export type ManagedInvitation = z.output<typeof ManagedInvitation>

/** What became of one recipient: `skipped` keeps the code that says why. */
export const InvitationResult = z
  .object({
    email: z.string(),
    status: z.enum(['invited', 'skipped']),
    code: z.optional(
      z.enum([
        'VALIDATION_FAILED',
        'MEMBERSHIP_EXISTS',
        'INVITATION_PENDING',
        'NOT_AUTHORIZED',
        'ORGANIZATION_FULL',
        'DOMAIN_REQUIRED',
        'RATE_LIMITED',
      ]),
    ),
    invitation: z.optional(Invitation),
  })
  .register(z.globalRegistry, { id: 'InvitationResult' })
export type InvitationResult = z.output<typeof InvitationResult>

const acceptanceLimit = hourly('invitation-acceptance', 10)

const ofInvitation = z.object({ organizationId: Id, invitationId: Id })

const changeLimit = hourly('invitation-change', 600)

const changeErrors = {
  ...refusals,
  INVITATION_NOT_FOUND: 404,
  INVITATION_USED: 409,
  INVITATION_REVOKED: 409,
  /** It ran out so long ago, or was followed by another one, that a new one has to be sent. */
  INVITATION_EXPIRED: 409,
} as const

export const invitations = {
  list: endpoint({
    method: 'GET',
    path: '/api/organizations/:organizationId/invitations',
    summary: 'List the invitations of an organization, the newest first',
    auth: 'user',
    permission: 'invitations:read',
    params: ofOrganization,
    query: z.object({
      ...pageFields,
      status: z.optional(Invitation.shape.status),
      /** The beginning of an address. */
      search: z.optional(text({ min: 1, max: 254 })),
    }),
    output: z.object({ invitations: z.array(ManagedInvitation), ...pageInfo }),
    errors: refusals,
    limits: [hourly('invitations', 6000)],
  }),

  resend: endpoint({
    method: 'POST',
    path: '/api/organizations/:organizationId/invitations/:invitationId/resend',
    summary: 'Send an invitation again, with a new link and a new term; the link before ends. Once a minute',
    auth: 'user',
    permission: 'invitations:read',
    params: ofInvitation,
    output: z.object({ success: z.literal(true), invitation: ManagedInvitation }),
    errors: changeErrors,
    limits: [changeLimit],
  }),

  revoke: endpoint({
    method: 'DELETE',
    path: '/api/organizations/:organizationId/invitations/:invitationId',
    summary: 'Withdraw an invitation that waits for an answer; its link ends',
    auth: 'user',
    permission: 'invitations:read',
    params: ofInvitation,
    output: z.object({ success: z.literal(true) }),
    errors: changeErrors,
    limits: [changeLimit],
  }),

  link: endpoint({
    method: 'POST',
    path: '/api/organizations/:organizationId/invitations/:invitationId/link',
    summary: 'Make a new link of an invitation to hand over oneself, shown this once; the link before ends',
    auth: 'user',
    permission: 'invitations:read',
    params: ofInvitation,
    output: z.object({ url: z.url(), expires_at: Timestamp }),
    secret: true,
    errors: changeErrors,
    limits: [changeLimit],
  }),

  create: endpoint({
    method: 'POST',
    path: '/api/organizations/:organizationId/invitations',
    summary: 'Invite people; every recipient gets a result of their own',
    auth: 'user',
    permission: 'invitations:create',
    params: ofOrganization,
    body: z.strictObject({
      invitations: z
        .array(
          z.strictObject({
            /** Taken as text: one wrong address must not refuse the others. */
            email: z.string().check(z.maxLength(320)),
            role: RoleKey,
            team_id: z._default(z.nullable(Id), null),
          }),
        )
        .check(z.minLength(1), z.maxLength(100)),
    }),
    statuses: [201, 207],
    output: z.object({ results: z.array(InvitationResult) }),
    errors: refusals,
    limits: [hourly('invitation-creation', 200)],
  }),

  accept: endpoint({
    method: 'POST',
    path: '/api/invitations/accept',
    summary: 'Accept a pending invitation that was sent to my verified e-mail address',
    auth: 'user',
    body: z.strictObject({ invitation_id: Id }),
    output: z.object({
      success: z.literal(true),
      message: z.string(),
      organization: z.object({ id: Id, name: z.string() }),
      user_role: RoleKey,
      team_name: z.nullable(z.string()),
      is_default_org: z.boolean(),
    }),
    errors: {
      NOT_AUTHORIZED: 403,
      EMAIL_NOT_VERIFIED: 403,
      DOMAIN_REQUIRED: 403,
      INVITATION_NOT_FOUND: 404,
      INVITATION_EXPIRED: 404,
      INVITATION_USED: 404,
      INVITATION_REVOKED: 404,
      MEMBERSHIP_EXISTS: 409,
      ORGANIZATION_FULL: 409,
      DEFAULT_ORG_CONFLICT: 409,
    },
    limits: [acceptanceLimit],
  }),

  decline: endpoint({
    method: 'POST',
    path: '/api/invitations/decline',
    summary: 'Decline a pending invitation, with a reason if one wants to give it',
    auth: 'user',
    body: z.strictObject({ invitation_id: Id, reason: z.optional(z.nullable(text(lengths.declineReason))) }),
    output: z.object({ success: z.literal(true), message: z.string() }),
    errors: {
      NOT_AUTHORIZED: 403,
      EMAIL_NOT_VERIFIED: 403,
      INVITATION_NOT_FOUND: 404,
      INVITATION_EXPIRED: 404,
      INVITATION_USED: 404,
      INVITATION_REVOKED: 404,
    },
    limits: [hourly('invitation-decline', 100)],
  }),

  validateToken: endpoint({
    method: 'GET',
    path: '/api/invitations/validate-token',
    summary: 'Show the invitation behind a link, without accepting it',
    auth: 'public',
    query: z.object({ token: Token }),
    output: z.object({ valid: z.literal(true), invitation: InvitationPreview }),
    errors: {
      INVITATION_NOT_FOUND: 404,
      INVITATION_EXPIRED: 404,
      INVITATION_USED: 410,
      INVITATION_REVOKED: 410,
    },
    limits: [
      { name: 'token-validation', caller: 'anonymous', per: 'ip', limit: 20, windowSeconds: 3600 },
      hourly('token-validation', 20),
    ],
  }),

  pending: endpoint({
    method: 'POST',
    path: '/api/dashboard/pending-invitations',
    summary: 'List the invitations that wait for me, for the badge and the inbox',
    auth: 'user',
    safe: true,
    output: z.object({ pending_invitations: z.array(PendingInvitation), count: z.int() }),
    errors: {},
    limits: [hourly('pending-invitations', 600)],
  }),
}
