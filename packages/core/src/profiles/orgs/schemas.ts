import * as z from 'zod/mini'
import { Id, Timestamp } from '../../contract/fields.ts'

/** Every role but `admin` is a `member` here (seed 002, "Role-Based Access Control"). */
export const OrganizationRole = z.enum(['admin', 'member'])

/** An organization (seed 002, "Organization"). */
export const Organization = z
  .object({
    _id: Id,
    /** The provider's id of the organization; its own where the provider keeps none. */
    clerkOrgId: z.string(),
    name: z.string(),
    slug: z.string(),
    logoUrl: z.optional(z.string()),
    /** The provider's id of whoever founded it; empty when that account is gone. */
    createdBy: z.string(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .register(z.globalRegistry, { id: 'Organization' })
export type Organization = z.output<typeof Organization>

/** A person beside a membership. */
const User = z
  .object({
    _id: Id,
    clerkId: z.string(),
    /** Null when the provider told none. */
    email: z.nullable(z.string()),
    firstName: z.string(),
    lastName: z.string(),
    displayName: z.string(),
  })
  .register(z.globalRegistry, { id: 'User' })
export type User = z.output<typeof User>

/** A member of an organization (seed 002, "OrganizationMember"). */
export const OrganizationMember = z
  .object({
    userId: Id,
    /** The provider's id of the user. */
    clerkUserId: z.string(),
    role: OrganizationRole,
    joinedAt: Timestamp,
    user: z.optional(User),
  })
  .register(z.globalRegistry, { id: 'OrganizationMember' })
export type OrganizationMember = z.output<typeof OrganizationMember>

/** Whoever sent an invitation. */
const Inviter = z
  .object({ _id: Id, displayName: z.string(), email: z.nullable(z.string()) })
  .register(z.globalRegistry, { id: 'Inviter' })
export type Inviter = z.output<typeof Inviter>

/** An invitation into an organization (seed 002, "OrganizationInvite"). */
export const OrganizationInvite = z
  .object({
    _id: Id,
    orgId: Id,
    email: z.string(),
    role: OrganizationRole,
    /** The provider's id of whoever sent it; empty when that account is gone. */
    invitedBy: z.string(),
    /** The provider's id of the invitation, where the provider delivers it. */
    clerkInviteId: z.optional(z.string()),
    /** `revoked` when it was withdrawn, declined, or replaced after it ran out; `pending` past `expiresAt` can be sent again. */
    status: z.enum(['pending', 'accepted', 'revoked']),
    expiresAt: Timestamp,
    createdAt: Timestamp,
    organization: z.optional(
      z.object({ _id: Id, name: z.string(), slug: z.string(), logoUrl: z.optional(z.string()) }),
    ),
    inviter: z.optional(Inviter),
  })
  .register(z.globalRegistry, { id: 'OrganizationInvite' })
export type OrganizationInvite = z.output<typeof OrganizationInvite>

/** The answer to an act that has nothing else to say. */
export const Success = z.object({ success: z.literal(true) })
