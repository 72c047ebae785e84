import { type contract, may } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { lockedStanding } from '../organizations/queries.ts'
import { insertTeam } from './queries.ts'
import { showTeam } from './show-team.ts'

/** Adds a team; that no other has its name is for the database to say. */
export const create: Handler<typeof contract.teams.create> = async ({ params, body }, context, fail) => {
  const { tx, atEnd, principal, policy, now, newId } = context
  const { organizationId } = params
  const standing = await lockedStanding(tx, principal, organizationId)
  if (!standing) throw fail('ORGANIZATION_NOT_FOUND')
  if (!may(policy.roles, standing.role, 'teams:manage')) throw fail('NOT_AUTHORIZED')

  const { name } = body
  const id = newId()
  atEnd(() => insertTeam(tx, { id, organization_id: organizationId, name }, now))
  const target = { organizationId, targetType: 'team', targetId: id }
  context.audit({ ...target, action: 'team.created', data: { name } })
  return {
    success: true,
    team: showTeam({ id, name, members: 0, created_at: now }, policy.roles, standing.role),
  }
}
