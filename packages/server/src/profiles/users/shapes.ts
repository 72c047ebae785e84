import { ADMIN } from '@tenantry/core'
import type { CreatedUser, ListedUser, OwnProfile, UpdatedUser, UserRole } from '@tenantry/core/users'
import { timestamp } from '../../http/timestamp.ts'
import type { UserRow } from './queries.ts'

/** What seed 004 calls a role of an organization. */
export function shownRole(role: string): UserRole {
  return role === ADMIN ? 'admin' : 'standard_user'
}

/** The role that is meant by a word of seed 004: `standard_user` is the one that the host gives to newcomers; null for `super_admin`. */
export function meantRole(role: UserRole, defaultRole: string): string | null {
  if (role === 'super_admin') return null
  return role === 'admin' ? ADMIN : defaultRole
}

/** What a user reads as: being a super admin counts more than the role in one organization. */
export function roleOf({ role, is_super_admin }: Pick<UserRow, 'role' | 'is_super_admin'>): UserRole {
  return is_super_admin ? 'super_admin' : shownRole(role)
}

function base(row: UserRow) {
  const { number: id, email, username, full_name, organization_number: organization_id, is_active, department } = row
  const created_at = timestamp(row.created_at)
  return { id, email, username, full_name, role: roleOf(row), organization_id, is_active, department, created_at }
}

const moment = (at: Date | null) => at && timestamp(at)

export function toListed(row: UserRow): ListedUser {
  return { ...base(row), designation: row.designation, last_login: moment(row.last_login_at) }
}

export function toCreated(row: UserRow, supabase_uuid: string | null): CreatedUser {
  const { designation, employee_id, phone } = row
  return { ...base(row), supabase_uuid, designation, employee_id, phone }
}

export function toUpdated(row: UserRow): UpdatedUser {
  return { ...base(row), updated_at: timestamp(row.updated_at) }
}

export function toProfile(row: UserRow, supabase_uuid: string | null): OwnProfile {
  const { must_change_password, last_login_at } = row
  const more = { must_change_password, last_login: moment(last_login_at), updated_at: timestamp(row.updated_at) }
  return { ...toCreated(row, supabase_uuid), ...more }
}
