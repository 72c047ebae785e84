import type { Person, Running } from '../start-tenantry.ts'

/** Somebody who can sign in. */
export interface Known extends Person {
  readonly id: string
  readonly sub: string
  readonly email: string
  readonly email_verified: boolean
}

const known = (turn: number, name: string, domain: string, email_verified = true): Known => {
  const email = `${name}@${domain}`
  return { id: `01900000-0000-7000-8000-00000000000${turn}`, sub: `user-of-${email}`, email, email_verified, name }
}

/** Everybody who acts: pairs that share a domain, and somebody who never proved the address. */
export const people: readonly Known[] = [
  known(1, 'ada', 'example.com'),
  known(2, 'ben', 'example.com'),
  known(3, 'cleo', 'example.org'),
  known(4, 'dan', 'example.org'),
  known(5, 'eve', 'example.com', false),
]

export interface User {
  id: string
  email: string
  isProved: boolean
}

export interface Organization {
  id: string
  name: string
  slug: string
  domain: string | null
  isDomainRequired: boolean
  locale: string
  seats: number | null
}

export interface Member {
  organization: string
  user: string
  role: string
  team: string | null
  isActive: boolean
  isDefault: boolean
}

export interface Invitation {
  id: string
  organization: string
  email: string
  role: string
  team: string | null
  status: 'pending' | 'accepted' | 'declined' | 'revoked' | 'expired'
  inviter: string | null
  created: number
  resent: number | null
  expires: number
}

/** What is true, as the tables say it; every list is in the order in which its rows came. */
export interface Facts {
  users: User[]
  organizations: Organization[]
  members: Member[]
  teams: { id: string; organization: string; name: string }[]
  domains: { id: string; organization: string; domain: string; by: 'email' | 'dns' | null }[]
  invitations: Invitation[]
  requests: { id: string; organization: string; user: string; status: 'pending' | 'approved' | 'denied' }[]
  /** Audit events as `action organization target`, sorted. */
  events: string[]
}

/** What the model knows beyond the tables: the time, and the tokens that links were made with. */
export interface Model extends Facts {
  now: number
  links: Record<string, string>
}

const list = (columns: string, table: string, order = 'id') =>
  `coalesce((SELECT json_agg(json_build_object(${columns}) ORDER BY ${order}) FROM ${table}), '[]')`
const moment = (column: string) => `(extract(epoch FROM ${column}) * 1000)::bigint`

const facts = `SELECT
  ${list(`'id', id, 'email', email, 'isProved', email_confirmed_at IS NOT NULL`, 'users')} AS users,
  ${list(
    `'id', o.id, 'name', o.name, 'slug', o.slug, 'domain', o.google_domain, 'isDomainRequired', s.require_google_domain,
    'locale', s.locale, 'seats', s.member_limit`,
    'organizations o JOIN organization_settings s ON s.organization_id = o.id',
    'o.id',
  )} AS organizations,
  ${list(
    `'organization', organization_id, 'user', user_id, 'role', role, 'team', team_id, 'isActive', is_active,
    'isDefault', is_default`,
    'user_organizations',
  )} AS members,
  ${list(`'id', id, 'organization', organization_id, 'name', name`, 'teams')} AS teams,
  ${list(`'id', id, 'organization', organization_id, 'domain', domain, 'by', verified_by`, 'organization_domains')}
    AS domains,
  ${list(
    `'id', id, 'organization', organization_id, 'email', email, 'role', role, 'team', team_id, 'status', status,
    'inviter', invited_by, 'created', ${moment('created_at')}, 'resent', ${moment('resent_at')},
    'expires', ${moment('expires_at')}`,
    'invitations',
  )} AS invitations,
  ${list(`'id', id, 'organization', organization_id, 'user', user_id, 'status', status`, 'membership_requests')}
    AS requests,
  coalesce((SELECT json_agg(concat_ws(' ', action, coalesce(organization_id::text, '-'), target_id)
    ORDER BY concat_ws(' ', action, coalesce(organization_id::text, '-'), target_id) COLLATE "C")
    FROM audit_events), '[]') AS events`

/** Everything that the database holds, past every policy. */
export async function readFacts(running: Running): Promise<Facts> {
  const [found] = await running.rows<Facts>(facts)
  if (!found) throw new Error('The database said nothing.')
  return found
}

/** The model without what no table holds. */
export function factsOf({ now: _, links: __, ...model }: Model): Facts {
  return model
}
