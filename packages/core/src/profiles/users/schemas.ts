import * as z from 'zod/mini'
import { Timestamp } from '../../contract/fields.ts'
import { Invitation } from '../../contract/invitations.ts'
import { UserRole } from './fields.ts'

const base = {
  id: z.int(),
  /** Null for somebody whose provider tells no address. */
  email: z.nullable(z.string()),
  /** Null until somebody chose one. */
  username: z.nullable(z.string()),
  full_name: z.string(),
  role: UserRole,
  organization_id: z.int(),
}

const work = { department: z.nullable(z.string()), designation: z.nullable(z.string()) }

/** A user in the list of an organization. */
export const ListedUser = z
  .object({
    ...base,
    /** False while suspended in this organization. */
    is_active: z.boolean(),
    ...work,
    /** Since when they belong to the organization. */
    created_at: Timestamp,
    /** Null until they signed in; exact to the hour. */
    last_login: z.nullable(Timestamp),
  })
  .register(z.globalRegistry, { id: 'ListedUser' })
export type ListedUser = z.output<typeof ListedUser>

/** A user who was just created. */
export const CreatedUser = z
  .object({
    ...base,
    /** The user's id at the provider of sign-ins, whichever that is. */
    supabase_uuid: z.nullable(z.string()),
    is_active: z.boolean(),
    ...work,
    employee_id: z.nullable(z.string()),
    phone: z.nullable(z.string()),
    created_at: Timestamp,
  })
  .register(z.globalRegistry, { id: 'CreatedUser' })
export type CreatedUser = z.output<typeof CreatedUser>

/** A user who was just updated. */
export const UpdatedUser = z
  .object({
    ...base,
    is_active: z.boolean(),
    department: work.department,
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .register(z.globalRegistry, { id: 'UpdatedUser' })
export type UpdatedUser = z.output<typeof UpdatedUser>

/** Everything that somebody sees of themself. */
export const OwnProfile = z
  .object({
    ...CreatedUser.shape,
    updated_at: Timestamp,
    last_login: z.nullable(Timestamp),
    /** True while the password is still the one that an administrator chose. */
    must_change_password: z.boolean(),
  })
  .register(z.globalRegistry, { id: 'OwnProfile' })
export type OwnProfile = z.output<typeof OwnProfile>

/** An invitation in the list of an organization. */
export const ListedInvitation = z
  .object({
    id: z.int(),
    email: z.string(),
    role: UserRole,
    status: Invitation.shape.status,
    invited_at: Timestamp,
    /** The address of whoever sent it; null when they are no member any more. */
    invited_by: z.nullable(z.string()),
    organization_id: z.int(),
    organization_name: z.string(),
  })
  .register(z.globalRegistry, { id: 'ListedInvitation' })
export type ListedInvitation = z.output<typeof ListedInvitation>

/** What was done, in a sentence. */
export const Message = z.object({ message: z.string() })
