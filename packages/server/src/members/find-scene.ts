import type { MemberScene } from '@tenantry/core'
import type { Context } from '../context.ts'
import { lockedStanding } from '../organizations/queries.ts'
import { countAdmins, findMember } from './queries.ts'

/**
 * Who wants something of whom, after the lock, so that all of it stays as it was found. `standing` is undefined for strangers,
 * `member` for a user of whom the organization knows nothing.
 */
export async function findScene({ tx, principal, policy }: Context, organizationId: string, userId: string) {
  const [standing, member, admins] = await Promise.all([
    lockedStanding(tx, principal, organizationId),
    findMember(tx, organizationId, userId),
    countAdmins(tx, organizationId),
  ])
  const caller = { user_id: principal.userId, role: standing?.role ?? '' }
  const scene: Omit<MemberScene, 'member'> = { roles: policy.roles, caller, admins }
  return { standing, member, scene }
}
