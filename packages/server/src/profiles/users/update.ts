import { ADMIN } from '@tenantry/core'
import type { usersContract } from '@tenantry/core/users'
import type { Context, Fail, Handler } from '../../context.ts'
import { members } from '../../members/handlers.ts'
import { lockOrganization } from '../../organizations/queries.ts'
import { updateAccount, updateWork } from '../../users/managed-queries.ts'
import { findUser, type UserRow } from './queries.ts'
import { meantRole, roleOf, toUpdated } from './shapes.ts'

type Update = typeof usersContract.users.update
type Body = Parameters<Handler<Update>>[0]['body']

/** Updates a user, for admins; everybody updates their own basic information (seed 004). */
export const update: Handler<Update> = async ({ params, body }, context, fail) => {
  const { tx, principal, policy } = context
  const { standing, userId } = principal
  if (!standing) throw fail('ORGANIZATION_NOT_FOUND')
  const { organizationId } = standing
  const scene = { organizationId, superAdmins: policy.superAdmins }
  const user = await findUser(tx, scene, { number: params.user_id })
  const isAdmin = standing.role === ADMIN
  // Whoever may not update others learns nothing of who there is.
  if (!isAdmin && user?.user_id !== userId) throw fail('NOT_AUTHORIZED')
  if (!user) throw fail('MEMBER_NOT_FOUND')

  const changes = changesOf(body, user)
  const names = Object.keys(changes)
  if (names.length === 0) return toUpdated(user)
  if (!isAdmin && names.some((name) => managed.has(name))) throw fail('NOT_AUTHORIZED')
  // The organization's row first, as everywhere; and the membership last: whoever steps down themselves may do no more.
  if (changes.role !== undefined || changes.is_active !== undefined) await lockOrganization(tx, organizationId)
  await changeProfile(changes, user, context, fail)
  await changeMembership(changes, user, context, fail)
  const target = { targetType: 'user', targetId: user.user_id }
  context.audit({ organizationId, action: 'user.updated', ...target, data: { fields: names } })
  const updated = await findUser(tx, scene, { id: user.user_id })
  if (!updated) throw fail('MEMBER_NOT_FOUND')
  return toUpdated(updated)
}

/** What is the organization's to say of somebody; everything else is basic information of their own. */
const managed: ReadonlySet<string> = new Set(['role', 'is_active', 'employee_id'])

// Whoever sends a whole profile back changes what differs in it, and nothing else.
function changesOf(body: Body, user: UserRow): Body {
  const known: Readonly<Record<string, unknown>> = { ...user, role: roleOf(user) }
  return Object.fromEntries(Object.entries(body).filter(([name, value]) => value !== known[name]))
}

/** The rules for roles and suspension are those of the main contract. */
async function changeMembership({ role, is_active }: Body, user: UserRow, context: Context, fail: Fail<Update>) {
  const { principal, policy } = context
  if (role === undefined && is_active === undefined) return
  const meant = role && meantRole(role, policy.defaultRole)
  // Super admins are named by the host, and made by nobody else.
  if (meant === null) throw fail('NOT_AUTHORIZED')
  const organizationId = principal.standing?.organizationId ?? ''
  const body = { ...(meant && { role: meant }), ...(is_active !== undefined && { is_active }) }
  await members.update({ params: { organizationId, userId: user.user_id }, body }, context, fail)
}

async function changeProfile(changes: Body, user: UserRow, context: Context, fail: Fail<Update>) {
  const { tx, principal, now } = context
  const organizationId = principal.standing?.organizationId ?? ''
  const { full_name, username, phone, role: _, is_active: __, ...work } = changes
  const account = { full_name, username, phone }
  if (Object.values(account).some((value) => value !== undefined)) {
    const obstacle = await updateAccount(tx, organizationId, user.user_id, account)
    if (obstacle) throw fail(obstacle)
  }
  if (Object.keys(work).length === 0) return
  const updated = await updateWork(tx, organizationId, user.user_id, work, now)
  if (!updated) throw fail('MEMBER_NOT_FOUND')
}
