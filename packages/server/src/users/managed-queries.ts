import type { Identity } from '@tenantry/core/provider'
import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'

/** Somebody whom an administrator creates. */
export interface UserWish {
  readonly email: string
  readonly username: string | null
  readonly full_name: string
  readonly phone: string | null
  readonly role: string
  readonly is_active: boolean
  readonly department: string | null
  readonly designation: string | null
  readonly employee_id: string | null
}

/** What keeps an administrator from creating a user. */
export type UserObstacle =
  | 'NOT_AUTHORIZED'
  | 'ACCOUNT_EXISTS'
  | 'USERNAME_EXISTS'
  | 'DOMAIN_REQUIRED'
  | 'ORGANIZATION_FULL'

/** What stands in the way of a new user of an organization; null for nothing. After the lock, it stays so. */
export async function obstacleToUser(
  tx: Tx,
  organizationId: string,
  { email, username, is_active }: UserWish,
): Promise<UserObstacle | null> {
  const { rows } = await sql<{ obstacle: UserObstacle | null }>`SELECT tenantry.obstacle_to_user(
    ${organizationId}::uuid, ${email}::text, ${username}::text, ${is_active}::boolean) AS obstacle`.execute(tx)
  return rows[0]?.obstacle ?? null
}

interface NewUser extends UserWish {
  readonly id: string
  readonly organization_id: string
  readonly membership_id: string
  readonly identity: Pick<Identity, 'issuer' | 'subject'>
}

/** Adds a user, the identity and the membership, as an admin of the organization. */
export async function insertUser(tx: Tx, user: NewUser): Promise<void> {
  const { identity, organization_id, id, membership_id } = user
  await sql`SELECT tenantry.add_user(
    ${organization_id}::uuid, ${id}::uuid, ${user.email}::text, ${identity.issuer}::text, ${identity.subject}::text,
    ${user.full_name}::text, ${user.username}::text, ${user.phone}::text, ${membership_id}::uuid, ${user.role}::text,
    ${user.is_active}::boolean, ${user.department}::text, ${user.designation}::text, ${user.employee_id}::text
  )`.execute(tx)
}

/** What an account shows in every organization that it belongs to; what is left out stays as it is. */
export interface AccountFields {
  readonly full_name?: string | undefined
  readonly username?: string | undefined
  readonly phone?: string | null | undefined
}

/** Changes an account, of one's own or as an admin; answers what stands in the way, null when it is done. */
export async function updateAccount(
  tx: Tx,
  organizationId: string,
  userId: string,
  changes: AccountFields,
): Promise<'NOT_AUTHORIZED' | 'ACCOUNT_SHARED' | null> {
  const { rows } = await sql<{ obstacle: 'NOT_AUTHORIZED' | 'ACCOUNT_SHARED' | null }>`SELECT tenantry.update_user(
    ${organizationId}::uuid, ${userId}::uuid, ${JSON.stringify(changes)}::jsonb) AS obstacle`.execute(tx)
  return rows[0]?.obstacle ?? null
}

/** What an organization keeps about the work of a member. */
export interface WorkFields {
  readonly department?: string | null | undefined
  readonly designation?: string | null | undefined
  readonly employee_id?: string | null | undefined
}

/** Changes what an organization keeps about a member; false when the caller may not, or there is no such member. */
export async function updateWork(
  tx: Tx,
  organizationId: string,
  userId: string,
  work: WorkFields,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('user_organizations')
    .set({ ...work, updated_at: now })
    .where('user_id', '=', userId)
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
