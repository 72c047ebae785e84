import { type contract, teamActions } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { lockedStanding } from '../organizations/queries.ts'
import { deleteTeam, teamOf } from './queries.ts'

/** Removes a team; whoever was in it, or is invited to it, stays without one. */
export const remove: Handler<typeof contract.teams.remove> = async ({ params }, context, fail) => {
  const { tx, atEnd, principal, policy } = context
  const { organizationId, teamId } = params
  const [standing, team] = await Promise.all([
    lockedStanding(tx, principal, organizationId),
    teamOf(tx, organizationId, teamId),
  ])
  if (!standing) throw fail('ORGANIZATION_NOT_FOUND')
  if (!teamActions(policy.roles, standing.role).includes('remove')) throw fail('NOT_AUTHORIZED')
  if (!team) throw fail('TEAM_NOT_FOUND')

  atEnd(() => deleteTeam(tx, teamId))
  const target = { organizationId, targetType: 'team', targetId: teamId }
  context.audit({ ...target, action: 'team.removed', data: { members: team.members } })
  return { success: true }
}
