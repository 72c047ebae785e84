import type { Caller } from './as-role.ts'
import type { Rows } from './seed.ts'

const now = new Date('2026-03-01T12:00:00Z')
const later = new Date('2026-03-08T12:00:00Z')
/** When every invitation has run out. */
export const afterwards = '2026-03-09T12:00:00Z'
const stamps = { created_at: now, updated_at: now }

export type Tenant = ReturnType<typeof tenant>

/** A tenant with a row in every table; the letter is in the ids of all its rows and in all its addresses. */
export function tenant(letter: 'a' | 'b') {
  const id = (number: number) => `${letter.repeat(8)}-0000-7000-8000-${String(number).padStart(12, '0')}`
  const person = (name: string, number: number) => ({ id: id(number), email: `${name}@${letter}.example.org` })
  const people = {
    admin: person('admin', 1),
    employee: person('employee', 2),
    suspended: person('suspended', 3),
    invited: person('invited', 4),
  }
  const { admin, employee, suspended, invited } = people
  const ids = {
    organization: id(10),
    team: id(11),
    domain: id(12),
    /** Waits for `invited`, as an employee. */
    invitation: id(20),
    /** Waits for nobody who has an account, as an admin. */
    adminInvitation: id(21),
    /** Made `employee` a member. */
    usedInvitation: id(22),
    /** Was refused by `invited`. */
    declinedInvitation: id(23),
    memberships: { admin: id(30), employee: id(31), suspended: id(32) },
  }
  const organization_id = ids.organization
  const member = { organization_id, is_default: true, joined_via: 'created', ...stamps } as const
  const sent = { organization_id, role: 'employee', invited_by: admin.id, expires_at: later, ...stamps } as const

  const rows: Rows = {
    users: Object.values(people).map((row) => ({ ...row, email_confirmed_at: now, full_name: 'Somebody', ...stamps })),
    identities: Object.values(people).map((row) => ({
      provider: 'made up',
      subject: row.email,
      user_id: row.id,
      created_at: now,
    })),
    organizations: [
      {
        id: organization_id,
        name: `Tenant ${letter}`,
        slug: `tenant-${letter}`,
        country_code: 'PL',
        created_by: admin.id,
        ...stamps,
      },
    ],
    organization_settings: [{ organization_id, ...stamps }],
    provider_organizations: [
      { organization_id, provider_id: `org_${letter}`, slug: `tenant-${letter}`, status: 'synced', since: now },
    ],
    sync_items: [
      { organization_id, kind: 'organization', target_id: organization_id, created_at: now, next_at: later },
    ],
    pending_accounts: [
      { marker: id(92), email: `new@${letter}.example.org`, created_at: now, next_at: later, held_until: later },
    ],
    provider_invitations: [
      {
        ...{ invitation_id: ids.invitation, organization_id, email: `invited@${domainOf(letter)}` },
        ...{ provider_id: `inv_${letter}`, status: 'sent', attempted_at: now, ends_at: later },
      },
    ],
    provider_arrivals: [
      {
        ...{ organization_id, subject: `user_${letter}`, issuers: ['made up'], roles: ['admin'] },
        ...{ invitation_id: ids.invitation, changed_at: now },
      },
    ],
    organization_domains: [
      {
        id: ids.domain,
        organization_id,
        domain: domainOf(letter),
        verified_by: 'dns',
        verified_at: now,
        created_at: now,
      },
    ],
    teams: [{ id: ids.team, organization_id, name: 'Team', ...stamps }],
    invitations: [
      { ...sent, id: ids.invitation, email: invited.email, team_id: ids.team, token_hash: `token of ${letter}` },
      { ...sent, id: ids.adminInvitation, email: `next@${letter}.example.org`, role: 'admin', token_hash: id(91) },
      {
        ...sent,
        id: ids.usedInvitation,
        email: employee.email,
        token_hash: id(92),
        status: 'accepted',
        accepted_at: now,
        accepted_by: employee.id,
      },
      {
        ...sent,
        id: ids.declinedInvitation,
        email: invited.email,
        token_hash: id(93),
        status: 'declined',
        declined_at: now,
      },
    ],
    user_organizations: [
      { ...member, id: ids.memberships.admin, user_id: admin.id, role: 'admin' },
      {
        ...member,
        id: ids.memberships.employee,
        user_id: employee.id,
        role: 'employee',
        joined_via: 'invitation',
        invitation_id: ids.usedInvitation,
      },
      { ...member, id: ids.memberships.suspended, user_id: suspended.id, role: 'admin', is_active: false },
    ],
    membership_requests: [{ id: id(40), organization_id, user_id: invited.id, created_at: now }],
    email_verifications: [
      { id: id(50), user_id: invited.id, email: invited.email, token_hash: id(94), created_at: now, expires_at: later },
    ],
    audit_events: [
      {
        id: id(60),
        organization_id,
        actor_id: admin.id,
        action: 'organization.created',
        target_type: 'organization',
        target_id: organization_id,
        data: '{}',
        created_at: now,
      },
    ],
    webhook_events: [{ provider: `made up by ${letter}`, event_id: organization_id, received_at: now }],
    idempotency_keys: [
      {
        scope: admin.id,
        method: 'POST',
        path: '/api/organizations',
        key: 'a key',
        request_hash: 'a hash',
        status: 201,
        answer: '{}',
        created_at: now,
        expires_at: later,
      },
    ],
  }
  return { ...people, ...ids, rows }
}

const domainOf = (letter: 'a' | 'b') => `works-${letter}.example.org`

/** Somebody without a membership, whose address is in the domain that the tenant proved to own. */
export const colleagueOf = (letter: 'a' | 'b') => ({
  id: 'eeeeeeee-0000-7000-8000-000000000001',
  email: `colleague@${domainOf(letter)}`,
})

/** The settings of a request by somebody whose address is verified. */
export const callerOf = ({ id, email }: { readonly id: string; readonly email: string }): Caller => ({
  user_id: id,
  email,
  scope: id,
  now: now.toISOString(),
})
