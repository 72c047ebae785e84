import { ADMIN } from '@tenantry/core'
import type { UserRole } from '@tenantry/core/users'
import { type Expression, type SqlBool, sql } from 'kysely'
import type { Tx } from '../../database/database.ts'

interface Scene {
  readonly organizationId: string
  /** Verified addresses of those who read as `super_admin`. */
  readonly superAdmins: readonly string[]
}

interface UserPage extends Scene {
  readonly activeOnly: boolean
  readonly role: UserRole | undefined
  readonly skip: number
  readonly limit: number
}

const membersOf = (tx: Tx, organizationId: string) =>
  tx.selectFrom('user_organizations as m').where('m.organization_id', '=', organizationId)

/** Some users of an organization by their position, in the order in which they came to it. */
export function pageOfUsers(tx: Tx, { organizationId, superAdmins, activeOnly, role, skip, limit }: UserPage) {
  const page = membersOf(tx, organizationId)
    .$if(activeOnly, (query) => query.where('m.is_active', '=', true))
    .$if(role !== undefined, (query) => query.where(readsAs(role ?? 'standard_user', superAdmins)))
    .selectAll('m')
    // The first thousands of an index; the rest of each row is looked up for those alone that are shown.
    .orderBy('m.created_at')
    .orderBy('m.id')
    .offset(skip)
    .limit(limit)
  return withUser(tx, page, superAdmins).orderBy('m.created_at').orderBy('m.id').execute()
}

/** Who of an organization has this number, or is this user; undefined for nobody. */
export function findUser(
  tx: Tx,
  { organizationId, superAdmins }: Scene,
  who: { readonly number: number } | { readonly id: string },
) {
  const user = tx
    .selectFrom('users')
    .select('id')
    .where('number' in who ? 'number' : 'id', '=', 'number' in who ? who.number : who.id)
  const member = membersOf(tx, organizationId).selectAll('m').where('m.user_id', '=', user)
  return withUser(tx, member, superAdmins).executeTakeFirst()
}

/** A user as an organization has them. */
export type UserRow = Awaited<ReturnType<typeof findUser>> & {}

function withUser(tx: Tx, members: ReturnType<typeof selected>, superAdmins: readonly string[]) {
  return tx
    .selectFrom(members.as('m'))
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .innerJoin('organizations as o', 'o.id', 'm.organization_id')
    .select(['m.user_id', 'm.role', 'm.is_active', 'm.department', 'm.designation', 'm.employee_id', 'm.created_at'])
    .select([
      'u.number',
      'u.email',
      'u.username',
      'u.full_name',
      'u.phone',
      'u.must_change_password',
      'u.last_login_at',
    ])
    .select(['o.number as organization_number', sql<Date>`greatest(m.updated_at, u.updated_at)`.as('updated_at')])
    .select(sql<boolean>`u.id IN ${proved(superAdmins)}`.as('is_super_admin'))
}

const selected = (tx: Tx) => tx.selectFrom('user_organizations as m').selectAll('m')

function readsAs(role: UserRole, superAdmins: readonly string[]): Expression<SqlBool> {
  const isSuper = sql<SqlBool>`m.user_id IN ${proved(superAdmins)}`
  if (role === 'super_admin') return isSuper
  return role === 'admin'
    ? sql<SqlBool>`m.role = ${ADMIN}::text AND NOT ${isSuper}`
    : sql<SqlBool>`m.role <> ${ADMIN}::text AND NOT ${isSuper}`
}

function proved(addresses: readonly string[]) {
  return sql`(SELECT s.id FROM users s WHERE s.email = ANY (${[...addresses]}::text[]) AND s.email_confirmed_at IS NOT NULL)`
}

/** The invitation that an organization has under a number; undefined for none. */
export function findInvitation(tx: Tx, organizationId: string, number: number) {
  return tx
    .selectFrom('invitations')
    .select(['id', 'email'])
    .where('organization_id', '=', organizationId)
    .where('number', '=', number)
    .executeTakeFirst()
}
