import { isTenantryError } from '@tenantry/core'
import { type Seeded, seed } from '../seed.ts'
import type { Running } from '../start-tenantry.ts'

/** A new organization with the people named, each in their role; `admin` is its first admin, and there is nobody else of that role. */
export async function staff<Name extends string>(
  running: Running,
  slug: string,
  roles: Readonly<Record<Name, string>>,
  { seats = null }: { readonly seats?: number | null } = {},
) {
  const rows = seed(running.now())
  const person = (name: string) => rows.person(`${name}@${slug}.example.org`)
  const admin = person('admin')
  const organizationId = rows.organization(slug, admin, { seats })
  const people = { admin } as Record<Name | 'admin', Seeded>
  for (const [name, role] of Object.entries(roles) as [Name, string][]) {
    people[name] = person(name)
    rows.member(organizationId, people[name], role)
  }
  await rows.save(running.database)
  return { organizationId, ...people }
}

/** What a call is refused with; null when it is not. */
export async function refusal(call: Promise<unknown>): Promise<[status: number, code: string] | null> {
  try {
    await call
    return null
  } catch (error) {
    if (isTenantryError(error)) return [error.status, error.code]
    throw error
  }
}

export interface AuditRow {
  readonly organization_id: string | null
  readonly action: string
  readonly actor_id: string
  readonly target_type: string
  readonly target_id: string
  readonly data: Readonly<Record<string, unknown>>
  readonly ip: string | null
}

/** What was written down about a target, oldest first. */
export function auditOf(running: Running, targetId: string): Promise<AuditRow[]> {
  return running.rows(`SELECT organization_id, action, actor_id, target_type, target_id, data, ip FROM audit_events
    WHERE target_id = '${targetId}' ORDER BY created_at, id`)
}
