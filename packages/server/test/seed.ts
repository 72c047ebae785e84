import type { Insertable } from 'kysely'
import type { Database } from '../src/database/database.ts'
import type { Tables } from '../src/database/tables.ts'
import { uuidv7 } from '../src/ids.ts'
import { publicUrl } from './start-tenantry.ts'

/** A seeded user who can sign in by a token of that subject. */
export interface Seeded {
  readonly id: string
  readonly sub: string
  readonly email: string
}

// The order in which rows may refer to each other.
const order = [
  'users',
  'identities',
  'organizations',
  'organization_settings',
  'organization_domains',
  'teams',
  'invitations',
  'user_organizations',
  'provider_organizations',
  'sync_items',
  'pending_accounts',
  'provider_invitations',
  'provider_arrivals',
  'webhook_events',
  'membership_requests',
  'email_verifications',
  'audit_events',
  'idempotency_keys',
] as const satisfies readonly (keyof Tables)[]

/** Rows of every table. */
export type Rows = { readonly [T in keyof Tables]: Insertable<Tables[T]>[] }

/** Writes rows as the owner, all in one transaction. */
export async function insertRows({ kysely }: Database, rows: Partial<Rows>): Promise<void> {
  await kysely.transaction().execute(async (tx) => {
    for (const table of order) {
      const some = rows[table] ?? []
      if (some.length > 0) await tx.insertInto(table).values(some).execute()
    }
  })
}

export type Seed = ReturnType<typeof seed>

/** Collects rows in memory, to be written at once: thousands of them, in the time of a few requests. */
export function seed(now: Date) {
  const rows = {
    users: [] as Rows['users'],
    identities: [] as Rows['identities'],
    organizations: [] as Rows['organizations'],
    organization_settings: [] as Rows['organization_settings'],
    invitations: [] as Rows['invitations'],
    user_organizations: [] as Rows['user_organizations'],
  }
  const home = new Set<string>()
  const stamps = { created_at: now, updated_at: now }

  function person(email: string, sub = email): Seeded {
    const id = uuidv7()
    rows.users.push({ id, email, email_confirmed_at: now, full_name: sub, ...stamps })
    rows.identities.push({ provider: publicUrl, subject: sub, user_id: id, created_at: now })
    return { id, sub, email }
  }

  function member(organization_id: string, { id: user_id }: Seeded, role = 'employee'): void {
    const joined_via = 'created'
    const is_default = !home.has(user_id)
    home.add(user_id)
    rows.user_organizations.push({ id: uuidv7(), user_id, organization_id, role, is_default, joined_via, ...stamps })
  }

  return {
    person,
    member,

    /** An organization with its settings and the membership of its admin. */
    organization(slug: string, admin: Seeded, { seats = null }: { readonly seats?: number | null } = {}): string {
      const id = uuidv7()
      rows.organizations.push({ id, name: slug, slug, country_code: 'PL', created_by: admin.id, ...stamps })
      rows.organization_settings.push({ organization_id: id, member_limit: seats, ...stamps })
      member(id, admin, 'admin')
      return id
    },

    invitation(organization_id: string, email: string, { id: invited_by }: Seeded): string {
      const id = uuidv7()
      const expires_at = new Date(now.getTime() + 86_400_000)
      const sent = { role: 'employee', token_hash: id, invited_by, expires_at }
      rows.invitations.push({ id, organization_id, email, ...sent, ...stamps })
      return id
    },

    /** Writes everything; answers how many memberships there are then. */
    async save(database: Database): Promise<number> {
      await insertRows(database, rows)
      return rows.user_organizations.length
    },
  }
}
