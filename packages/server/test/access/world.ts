import { sql } from 'kysely'
import type { Database } from '../../src/database/database.ts'
import { uuidv7 } from '../../src/ids.ts'
import { hashToken } from '../../src/tokens/secret-token.ts'
import { insertRows } from '../seed.ts'
import { type Person, publicUrl } from '../start-tenantry.ts'

export const superAdminEmail = 'super-admin@support.example.com'
export const now = new Date('2026-03-01T12:00:00Z')
const later = new Date('2026-03-08T12:00:00Z')
/** Long enough ago for whatever has to wait a while. */
const earlier = new Date('2026-03-01T11:00:00Z')
const stamps = { created_at: earlier, updated_at: earlier }

/** Who asks: seen from the first of the two tenants of a world. */
export const principals = [
  'anonymous',
  'unverified',
  'outsider',
  'employee',
  'manager',
  'admin',
  'adminElsewhere',
  'removed',
  'invited',
  'superAdmin',
] as const
export type PrincipalName = (typeof principals)[number]

/** The ids by which requests name what belongs to one tenant, in both forms: UUIDs, and the numbers of seed 004. */
export interface TenantIds {
  readonly organization: string
  readonly member: string
  readonly invitation: string
  readonly team: string
  readonly domain: string
  readonly request: string
  readonly numbers: { readonly organization: number; readonly member: number; readonly invitation: number }
  /** The token of the invitation. */
  readonly token: string
  /** Texts that only this tenant's people may read. */
  readonly secrets: readonly string[]
}

export interface Tenants {
  readonly own: TenantIds
  readonly foreign: TenantIds
}

export interface World extends Tenants {
  readonly people: Readonly<Record<PrincipalName, Person | null>>
}

let made = 0

/** Two tenants with a row in every table and people around them, unlike those of any other world. */
export async function createWorld(database: Database): Promise<World> {
  const name = `world-${++made}`
  const invited = { sub: `${name}-invited`, email: `${name}-invited@guests.example.org` }
  const [own, foreign] = [
    await createTenant(database, `${name}-own`, invited),
    await createTenant(database, `${name}-foreign`),
  ]
  const outsider = { sub: `${name}-outsider`, email: `${name}-outsider@nowhere.example.org` }
  return {
    own: own.ids,
    foreign: foreign.ids,
    people: {
      anonymous: null,
      // Claims the very address that the invitation was sent to.
      unverified: { sub: `${name}-unverified`, email: invited.email, email_verified: false },
      outsider,
      employee: own.employee,
      manager: own.manager,
      admin: own.admin,
      adminElsewhere: foreign.admin,
      removed: own.removed,
      invited,
      superAdmin: { sub: `${name}-super-admin`, email: superAdminEmail },
    },
  }
}

async function createTenant(database: Database, name: string, guest?: { sub: string; email: string }) {
  const person = (role: string, domain = `${name}.example.org`) => ({
    id: uuidv7(),
    sub: `${name}-${role}`,
    email: `${role}@${domain}`,
  })
  const [admin, second, manager, employee, removed, asker] = [
    person('admin'),
    person('second-admin'),
    person('manager'),
    person('employee'),
    // Whoever left may still read what was sent to their own address.
    person('removed', `former-${name}.example.net`),
    person('asker'),
  ]
  const known = [admin, second, manager, employee, removed, asker]
  const ids = { organization: uuidv7(), invitation: uuidv7(), team: uuidv7(), domain: uuidv7(), request: uuidv7() }
  const { organization: organization_id } = ids
  const token = uuidv7().replaceAll('-', '').padEnd(43, 'x')
  const sent = { organization_id, role: 'employee', invited_by: admin.id, expires_at: later, ...stamps }
  const join = (user: { id: string }, role: string, team_id: string | null = null) => ({
    id: uuidv7(),
    team_id,
    user_id: user.id,
    organization_id,
    role,
    is_default: true,
    joined_via: 'created' as const,
    ...stamps,
  })
  await insertRows(database, {
    users: known.map(({ id, sub, email }) => ({ id, email, email_confirmed_at: now, full_name: sub, ...stamps })),
    identities: known.map(({ id, sub }) => ({ provider: publicUrl, subject: sub, user_id: id, created_at: now })),
    organizations: [
      {
        id: organization_id,
        name,
        slug: name,
        country_code: 'PL',
        google_domain: `${name}.example.org`,
        created_by: admin.id,
        ...stamps,
      },
    ],
    organization_settings: [{ organization_id, ...stamps }],
    organization_domains: [{ id: ids.domain, organization_id, domain: `${name}.example.org`, created_at: now }],
    teams: [{ id: ids.team, organization_id, name: `Team of ${name}`, ...stamps }],
    invitations: [
      {
        id: ids.invitation,
        email: guest?.email ?? `guest@${name}.example.org`,
        team_id: ids.team,
        token_hash: await hashToken(token),
        ...sent,
      },
      {
        id: uuidv7(),
        email: removed.email,
        token_hash: uuidv7(),
        status: 'accepted',
        accepted_at: now,
        accepted_by: removed.id,
        ...sent,
      },
    ],
    user_organizations: [
      join(admin, 'admin'),
      join(second, 'admin'),
      join(manager, 'manager'),
      join(employee, 'employee', ids.team),
    ],
    membership_requests: [{ id: ids.request, organization_id, user_id: asker.id, created_at: now }],
    audit_events: [
      {
        id: uuidv7(),
        organization_id,
        actor_id: admin.id,
        action: 'organization.created',
        target_type: 'organization',
        target_id: organization_id,
        data: '{}',
        created_at: now,
      },
    ],
  })
  const numbers = await numbersOf(database, organization_id, employee.id, ids.invitation)
  // The addresses of its people and the names of its things; the guest's is the guest's own.
  const secrets = [`@${name}.example.org`, `"${name}"`, `Team of ${name}`]
  return { ids: { ...ids, member: employee.id, numbers, token, secrets }, admin, manager, employee, removed }
}

async function numbersOf({ kysely }: Database, organization: string, member: string, invitation: string) {
  const { rows } = await sql<TenantIds['numbers']>`SELECT
    (SELECT number FROM organizations WHERE id = ${organization}) AS organization,
    (SELECT number FROM users WHERE id = ${member}) AS member,
    (SELECT number FROM invitations WHERE id = ${invitation}) AS invitation`.execute(kysely)
  if (!rows[0]) throw new Error('The tenant has no numbers.')
  return rows[0]
}

const tables = [
  'organization_settings',
  'organization_domains',
  'teams',
  'invitations',
  'user_organizations',
  'membership_requests',
] as const

/** Whose audit events are in a print: everybody's, or those of people who are no members of the tenant. */
export type Audited = 'everybody' | 'strangers'

/** A print of everything that belongs to a tenant, which differs as soon as any of it does. */
export async function printOf(
  { kysely }: Database,
  { organization }: TenantIds,
  audited: Audited = 'everybody',
): Promise<string> {
  const members = sql`(SELECT user_id FROM user_organizations WHERE organization_id = ${organization})`
  const rows = [
    sql`SELECT md5(o::text) AS row FROM organizations o WHERE id = ${organization}`,
    // When its people signed in last is no change of the tenant.
    sql`SELECT md5((to_jsonb(u) - 'last_login_at')::text) FROM users u WHERE id IN ${members}`,
    sql`SELECT md5(a::text) FROM audit_events a WHERE organization_id = ${organization}
      AND (${audited === 'everybody'}::boolean OR actor_id NOT IN ${members})`,
    ...tables.map(
      (table) => sql`SELECT md5(t::text) FROM ${sql.table(table)} t WHERE organization_id = ${organization}`,
    ),
  ]
  const {
    rows: [print],
  } = await sql<{ print: string }>`
    SELECT string_agg(row, ',' ORDER BY row) AS print FROM (${sql.join(rows, sql` UNION ALL `)}) AS everything
  `.execute(kysely)
  return print?.print ?? ''
}
