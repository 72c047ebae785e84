/** What a member may do inside one organization, as `resource:action`. */
export const permissions = [
  'organization:read',
  'organization:update',
  'organization:delete',
  'members:read',
  'members:update',
  'members:delete',
  'invitations:read',
  'invitations:create',
  'invitations:delete',
  'teams:manage',
  'domains:manage',
  'audit:read',
] as const

/** What a role can allow and an endpoint ask for: one of `permissions`. */
export type Permission = (typeof permissions)[number]

/** A role is data: hosts may add their own beside, or instead of, `manager` and `employee`. */
export interface Role {
  readonly key: string
  readonly permissions: readonly Permission[]
}

/** The role that founders get, and of which every active organization keeps at least one member (seed 003). */
export const ADMIN = 'admin'

/** The roles of seed 003. The last one is what a new member gets when nothing else is said. */
export const defaultRoles = [
  { key: ADMIN, permissions },
  { key: 'manager', permissions: ['organization:read', 'members:read', 'invitations:read', 'invitations:create'] },
  { key: 'employee', permissions: ['organization:read', 'members:read'] },
] as const satisfies readonly Role[]

/** The keys of `defaultRoles`; those of a host's own roles are not among them. */
export type DefaultRoleKey = (typeof defaultRoles)[number]['key']

/** Answers which permissions a role key carries; an unknown key carries none. */
export function permissionsOf(roles: readonly Role[], key: string): readonly Permission[] {
  return roles.find((role) => role.key === key)?.permissions ?? []
}

/** Tells whether a role allows an act. */
export function may(roles: readonly Role[], key: string, permission: Permission): boolean {
  return permissionsOf(roles, key).includes(permission)
}

/** Tells whether somebody with one role may hand out another: nobody grants a permission they lack, and admins are made by admins. */
export function mayGrant(roles: readonly Role[], granter: string, granted: string): boolean {
  return roles.some((role) => role.key === granted) && mayTake(roles, granter, granted)
}

/**
 * Tells whether somebody with one role may take away another: that of nobody who may do more than they. A role that the host no
 * longer knows permits nothing, so that everybody may.
 */
export function mayTake(roles: readonly Role[], taker: string, taken: string): boolean {
  if (taken === ADMIN) return taker === ADMIN
  const own = permissionsOf(roles, taker)
  return permissionsOf(roles, taken).every((permission) => own.includes(permission))
}
