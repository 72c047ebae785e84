import * as z from 'zod/mini'
import { permissions } from '../access/roles.ts'
import { lengths } from '../canonical/lengths.ts'
import { endpoint } from './endpoint.ts'
import { CountryCode, changesSomething, Domain, Id, LogoUrl, RoleKey, Slug, Timestamp, text } from './fields.ts'
import { InvitationSummary } from './invitations.ts'
import { hourly } from './limits.ts'
import { ofOrganization, refusals } from './of-organization.ts'

/** How somebody became a member; `added` is an account that an administrator made (seed 004). */
export const JoinedVia = z.enum(['created', 'invitation', 'google_domain', 'request', 'added'])

/** One of the organizations of the signed-in person, and their place in it (seed 003). */
export const Membership = z
  .object({
    organization_id: Id,
    role: RoleKey,
    is_default: z.boolean(),
    is_active: z.boolean(),
    joined_via: JoinedVia,
    organizations: z.object({ name: z.string(), slug: z.string() }),
  })
  .register(z.globalRegistry, { id: 'Membership' })
export type Membership = z.output<typeof Membership>

/** An organization that people with my e-mail domain may join, or ask to join. */
export const JoinableOrganization = z
  .object({
    id: Id,
    name: z.string(),
    slug: z.string(),
    /** `join` opens the door at once (domain proved by DNS); `request` asks the admins. */
    via: z.enum(['join', 'request']),
    requested: z.boolean(),
  })
  .register(z.globalRegistry, { id: 'JoinableOrganization' })
export type JoinableOrganization = z.output<typeof JoinableOrganization>

/** Where a person stands, as seed 003 defines it. */
export const OrganizationStatus = z
  .object({
    scenario: z.enum(['has_organizations', 'has_invitations', 'no_invitations']),
    hasOrganizations: z.boolean(),
    organizations: z.array(Membership),
    defaultOrganization: z.nullable(z.object({ id: Id, name: z.string(), role: RoleKey })),
    pendingInvitations: z.array(InvitationSummary),
  })
  .register(z.globalRegistry, { id: 'OrganizationStatus' })
export type OrganizationStatus = z.output<typeof OrganizationStatus>

/** An organization as its creation answers (seed 003); its members see `OrganizationDetails`. */
export const Organization = z
  .object({
    id: Id,
    name: z.string(),
    slug: z.string(),
    google_domain: z.nullable(z.string()),
    country_code: z.string(),
    created_at: Timestamp,
  })
  .register(z.globalRegistry, { id: 'Organization' })
export type Organization = z.output<typeof Organization>

/** An organization as its own members see it. */
export const OrganizationDetails = z
  .object({
    ...Organization.shape,
    logo_url: z.nullable(z.string()),
    /** All members, suspended ones among them. */
    members: z.int(),
    /** How many of them are active: each takes a seat. */
    active_members: z.int(),
    /** How many may be active at once; null for no limit. */
    seats: z.nullable(z.int()),
  })
  .register(z.globalRegistry, { id: 'OrganizationDetails' })
export type OrganizationDetails = z.output<typeof OrganizationDetails>

/** How an organization works. */
export const OrganizationSettings = z
  .object({
    /** Whether only addresses at the organization's own domain come in. */
    require_google_domain: z.boolean(),
    /** How many members may be active at once; null for no limit. It is the host's to change. */
    member_limit: z.nullable(z.int()),
    /** The language of the organization. */
    locale: z.string(),
  })
  .register(z.globalRegistry, { id: 'OrganizationSettings' })
export type OrganizationSettings = z.output<typeof OrganizationSettings>

const writes = hourly('organization-change', 600)

const Permissions = z.array(z.enum(permissions))

export const organizations = {
  status: endpoint({
    method: 'GET',
    path: '/api/user/organization-status',
    summary: 'Tell where the signed-in person stands: member, invited, or neither',
    auth: 'user',
    output: OrganizationStatus,
    errors: {},
    limits: [hourly('organization-status', 100)],
  }),

  create: endpoint({
    method: 'POST',
    path: '/api/organizations',
    summary: 'Create an organization and make its founder the admin',
    auth: 'user',
    body: z
      .strictObject({
        name: text(lengths.organizationName),
        slug: Slug,
        google_domain: z._default(z.nullable(Domain), null),
        require_google_domain: z._default(z.boolean(), false),
        country_code: z._default(CountryCode, 'PL'),
        logo_url: z._default(z.nullable(LogoUrl), null),
      })
      .check(
        z.refine((body) => !body.require_google_domain || body.google_domain !== null, {
          path: ['google_domain'],
          error: 'Enter the domain that members must have.',
        }),
      ),
    statuses: [201],
    output: z.object({
      success: z.literal(true),
      organization: Organization,
      user_role: RoleKey,
      redirect_url: z.string(),
    }),
    errors: {
      ORGANIZATION_EXISTS: 409,
      CREATION_DISABLED: 403,
      EMAIL_NOT_VERIFIED: 403,
      DEFAULT_ORG_CONFLICT: 409,
      PROVIDER_UNAVAILABLE: 503,
    },
    limits: [{ ...hourly('organization-creation', 5), counts: 'successes' }],
  }),

  slugAvailability: endpoint({
    method: 'GET',
    path: '/api/organizations/slug-availability',
    summary: 'Tell whether a slug is free, and offer others when it is not',
    auth: 'user',
    query: z.object({ slug: z.string().check(z.maxLength(200)), name: z.optional(z.string().check(z.maxLength(200))) }),
    output: z
      .object({
        slug: z.string(),
        available: z.boolean(),
        /** Why not: the slug breaks the rule, is a word the host keeps for itself, or belongs to somebody. */
        reason: z.nullable(z.enum(['invalid', 'reserved', 'taken'])),
        suggestions: z.array(z.string()),
      })
      .register(z.globalRegistry, { id: 'SlugAvailability' }),
    errors: {},
    limits: [hourly('slug-availability', 600)],
  }),

  makeDefault: endpoint({
    method: 'POST',
    path: '/api/organizations/:organizationId/default',
    summary: 'Make one of my organizations the default one',
    auth: 'user',
    params: ofOrganization,
    output: z.object({
      success: z.literal(true),
      defaultOrganization: z.object({ id: Id, name: z.string(), role: RoleKey }),
    }),
    errors: { ORGANIZATION_NOT_FOUND: 404, DEFAULT_ORG_CONFLICT: 409 },
    limits: [hourly('default-organization', 100)],
  }),

  joinable: endpoint({
    method: 'GET',
    path: '/api/organizations/joinable',
    summary: 'List the organizations that own the domain of my verified e-mail address',
    auth: 'user',
    output: z.object({ organizations: z.array(JoinableOrganization) }),
    errors: {},
    limits: [hourly('organization-joinable', 600)],
  }),

  join: endpoint({
    method: 'POST',
    path: '/api/organizations/:organizationId/join',
    summary: 'Join an organization of my e-mail domain, or ask its admins to let me in',
    auth: 'user',
    params: ofOrganization,
    output: z.object({
      success: z.literal(true),
      status: z.enum(['joined', 'requested']),
      organization: z.object({ id: Id, name: z.string() }),
    }),
    errors: {
      EMAIL_NOT_VERIFIED: 403,
      DOMAIN_REQUIRED: 403,
      ORGANIZATION_NOT_FOUND: 404,
      MEMBERSHIP_EXISTS: 409,
      ORGANIZATION_FULL: 409,
      DEFAULT_ORG_CONFLICT: 409,
    },
    limits: [hourly('organization-join', 20)],
  }),

  get: endpoint({
    method: 'GET',
    path: '/api/organizations/:organizationId',
    summary: 'Show an organization, what I may do in it, and which roles I may give',
    auth: 'user',
    permission: 'organization:read',
    params: ofOrganization,
    output: z.object({
      organization: OrganizationDetails,
      role: RoleKey,
      /** Whether I am the only active admin, and stay until somebody else is one. */
      is_last_admin: z.boolean(),
      permissions: Permissions,
      roles: z.array(z.object({ key: RoleKey, permissions: Permissions, grantable: z.boolean() })),
    }),
    errors: refusals,
    limits: [hourly('organization', 6000)],
  }),

  update: endpoint({
    method: 'PATCH',
    path: '/api/organizations/:organizationId',
    summary: 'Rename an organization, or change its web address, country, domain or logo',
    auth: 'user',
    permission: 'organization:update',
    params: ofOrganization,
    body: z
      .strictObject({
        name: z.optional(text(lengths.organizationName)),
        slug: z.optional(Slug),
        country_code: z.optional(CountryCode),
        google_domain: z.optional(z.nullable(Domain)),
        logo_url: z.optional(z.nullable(LogoUrl)),
      })
      .check(changesSomething),
    output: z.object({ success: z.literal(true), organization: OrganizationDetails }),
    errors: { ...refusals, ORGANIZATION_EXISTS: 409 },
    limits: [writes],
  }),

  remove: endpoint({
    method: 'DELETE',
    path: '/api/organizations/:organizationId',
    summary: 'Delete an organization with everything in it, for ever',
    auth: 'user',
    permission: 'organization:delete',
    params: ofOrganization,
    output: z.object({ success: z.literal(true) }),
    errors: refusals,
    limits: [writes],
  }),

  settings: endpoint({
    method: 'GET',
    path: '/api/organizations/:organizationId/settings',
    summary: 'Show the settings of an organization',
    auth: 'user',
    permission: 'organization:read',
    params: ofOrganization,
    output: z.object({
      settings: OrganizationSettings,
      /** The languages that the server writes mails in, one of which `locale` is. */
      locales: z.array(z.string()),
    }),
    errors: refusals,
    limits: [hourly('organization-settings', 600)],
  }),

  updateSettings: endpoint({
    method: 'PATCH',
    path: '/api/organizations/:organizationId/settings',
    summary: 'Change the settings of an organization',
    auth: 'user',
    permission: 'organization:update',
    params: ofOrganization,
    body: z
      .strictObject({
        require_google_domain: z.optional(z.boolean()),
        /** One of the languages that the server writes mails in. */
        locale: z.optional(z.string().check(z.regex(/^[a-z]{2,3}$/, 'Enter a language code such as en.'))),
      })
      .check(changesSomething),
    output: z.object({ success: z.literal(true), settings: OrganizationSettings }),
    errors: refusals,
    limits: [writes],
  }),
}
