import { defaultRoles, type Permission } from '@tenantry/core'
import { permissionsByRole } from '../src/authorize.ts'
import type { Attempt } from './as-role.ts'

/** Something that a caller does in the database, past the server's own checks. */
export type Act = Omit<Attempt, 'after'>

/** Something that nobody may do. */
export interface Escalation extends Act {
  /** The code by which the database refuses it; null when it simply finds no such row. */
  readonly refused: string | null
}

export const DENIED = '42501'
export const BROKEN = '23514'
export const FOREIGN_KEY = '23503'
export const UNIQUE = '23505'

export const accepted = (who: { readonly id: string }) =>
  `status = 'accepted', accepted_at = now(), accepted_by = '${who.id}'`

interface NewMembership {
  readonly user: string
  readonly organization: string
  readonly role?: string
  readonly via?: string
  readonly invitation?: string
  readonly team?: string
}

export function membership({ role = 'employee', via = 'invitation', ...of }: NewMembership): string {
  const { user, organization } = of
  const [team, from] = [of.team, of.invitation].map((id) => (id ? `'${id}'` : 'NULL'))
  return `INSERT INTO user_organizations
    (id, user_id, organization_id, role, team_id, is_default, joined_via, invitation_id, created_at, updated_at)
    SELECT gen_random_uuid(), '${user}', '${organization}', '${role}', ${team},
      NOT EXISTS (SELECT FROM user_organizations WHERE user_id = '${user}'), '${via}', ${from}, now(), now()`
}

export function invitation(
  organization: string,
  invitedBy: string,
  { role = 'employee', team = 'NULL', status = 'pending' } = {},
) {
  return `INSERT INTO invitations
    (id, organization_id, email, role, team_id, status, token_hash, invited_by, expires_at, created_at, updated_at)
    VALUES (gen_random_uuid(), '${organization}', 'new@example.org', '${role}', ${team}, '${status}', 'made up',
      '${invitedBy}', now(), now(), now())`
}

export function domain(organization: string, name: string, verifiedBy = 'NULL'): string {
  const verifiedAt = verifiedBy === 'NULL' ? 'NULL' : 'now()'
  return `INSERT INTO organization_domains (id, organization_id, domain, verified_by, verified_at, created_at)
    VALUES (gen_random_uuid(), '${organization}', '${name}', ${verifiedBy}, ${verifiedAt}, now())`
}

export function request(user: string, organization: string): string {
  return `INSERT INTO membership_requests (id, organization_id, user_id, created_at)
    VALUES (gen_random_uuid(), '${organization}', '${user}', now())`
}

export function audit(actor: string, organization: string): string {
  return `INSERT INTO audit_events (id, organization_id, actor_id, action, target_type, target_id, created_at)
    VALUES (gen_random_uuid(), '${organization}', '${actor}', 'made.up', 'user', '${actor}', now())`
}

export function verification({ id, email }: { readonly id: string; readonly email: string }): string {
  return `INSERT INTO email_verifications (id, user_id, email, token_hash, created_at, expires_at)
    VALUES (gen_random_uuid(), '${id}', '${email}', 'made up', now(), now())`
}

/** Lets people with addresses of one domain in, and nobody else. */
export const requireDomain = (organization: string, name: string) => [
  `UPDATE organizations SET google_domain = '${name}' WHERE id = '${organization}'`,
  `UPDATE organization_settings SET require_google_domain = true WHERE organization_id = '${organization}'`,
]

/** What roles permit where employees may do one thing more. */
export const employeesMay = (permission: Permission) =>
  permissionsByRole(
    defaultRoles.map(({ key, permissions }) => ({
      key,
      permissions: key === 'employee' ? [...permissions, permission] : permissions,
    })),
  )

export function team(organization: string, name: string): string {
  return `INSERT INTO teams (id, organization_id, name, created_at, updated_at)
    VALUES (gen_random_uuid(), '${organization}', '${name}', now(), now())`
}

interface NewUser {
  readonly organization: string
  readonly id?: string
  readonly email?: string
  readonly subject?: string
  readonly role?: string
}

/** Creates a user as an administrator does. */
export function newUser({ organization, ...of }: NewUser): string {
  const { id = freshUser, email = 'fresh@example.net', subject = 'a fresh subject', role = 'employee' } = of
  return `SELECT tenantry.add_user('${organization}', '${id}', '${email}', 'made up', '${subject}', 'Somebody new', 'fresh', NULL,
    gen_random_uuid(), '${role}', true, NULL, NULL, NULL)`
}

/** The id of the user that `newUser` creates. */
export const freshUser = 'dddddddd-0000-7000-8000-000000000001'

/** Gives an account another name, as its owner or an administrator does. */
export const rename = (organization: string, user: { readonly id: string }) =>
  `SELECT tenantry.update_user('${organization}', '${user.id}', '{"full_name":"Renamed"}')`

/** Touches a row of the caller's own only when something came true. */
export const touchIf = (condition: string) =>
  `UPDATE user_organizations SET is_default = is_default WHERE user_id = tenantry.user_id() AND ${condition}`
