import * as z from 'zod/mini'

// Only what is read. A list must be there, for one that is missing is no empty one; Kinde writes null for none.
const listOf = <T>(item: z.ZodMiniType<T>) => z.nullable(z.array(item))
const next_token = z.nullish(z.string())
const text = z.nullish(z.string())

/** An answer that tells nothing but that it was done. */
export const done = z.object({})

const organization = z.object({ code: z.string(), name: z.string(), external_id: text, handle: text })
export const organizationRead = organization
export const organizationMade = z.object({ organization: z.object({ code: z.string().check(z.minLength(1)) }) })
export const organizationList = z.object({ organizations: listOf(organization), next_token })

export const membersAdded = z.object({ users_added: z.nullish(z.array(z.string())) })
export const membersUpdated = z.object({ users_updated: z.nullish(z.array(z.string())) })
export const memberList = z.object({
  organization_users: listOf(z.object({ id: text, roles: z.nullish(z.array(z.string())) })),
  next_token,
})
export const memberRoles = z.object({ roles: listOf(z.object({ id: z.string(), key: z.string() })), next_token })

const invite = z.object({
  code: z.string().check(z.minLength(1)),
  email: z.string(),
  invite_link: text,
  roles: z.nullish(z.array(z.object({ key: z.string() }))),
})
export const inviteMade = z.object({ invite })
export const inviteList = z.object({ invites: listOf(invite), next_token })

export const userMade = z.object({ id: text, created: z.nullish(z.boolean()) })
export const user = z.object({
  id: z.string(),
  email: text,
  preferred_email: text,
  first_name: text,
  last_name: text,
  provided_id: text,
  picture: text,
  is_suspended: z.nullish(z.boolean()),
  created_on: text,
  organizations: z.nullish(z.array(z.string())),
})
export const userList = z.object({ users: listOf(user), next_token })
export const identityList = z.object({
  identities: listOf(z.object({ type: z.string(), email: text, is_confirmed: z.nullish(z.boolean()) })),
})

export const role = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  description: text,
  is_default_role: z.nullish(z.boolean()),
})
export const roleRead = z.object({ role })
export const roleMade = z.object({ role: z.object({ id: z.string() }) })
export const roleList = z.object({ roles: listOf(role), next_token })

export const permission = z.object({ id: z.string(), key: z.string(), name: z.string(), description: text })
export const permissionList = z.object({ permissions: listOf(permission), next_token })

export const flagList = z.object({
  feature_flags: z.nullable(
    z.record(z.string(), z.object({ type: z.string(), value: z.union([z.string(), z.number(), z.boolean()]) })),
  ),
  next_token,
})

export const webhookList = z.object({
  webhooks: listOf(z.object({ endpoint: z.string(), event_types: z.nullish(z.array(z.string())) })),
})
