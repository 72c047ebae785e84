import { type contract, teamActions } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { lockedStanding } from '../organizations/queries.ts'
import { renameTeam, teamOf } from './queries.ts'
import { showTeam } from './show-team.ts'

/** Renames a team. */
export const update: Handler<typeof contract.teams.update> = async ({ params, body }, context, fail) => {
  const { tx, atEnd, principal, policy, now } = context
  const { organizationId, teamId } = params
  const [standing, team] = await Promise.all([
    lockedStanding(tx, principal, organizationId),
    teamOf(tx, organizationId, teamId),
  ])
  if (!standing) throw fail('ORGANIZATION_NOT_FOUND')
  if (!teamActions(policy.roles, standing.role).includes('rename')) throw fail('NOT_AUTHORIZED')
  if (!team) throw fail('TEAM_NOT_FOUND')

  const { name } = body
  if (name !== team.name) {
    atEnd(() => renameTeam(tx, teamId, name, now))
    const target = { organizationId, targetType: 'team', targetId: teamId }
    context.audit({ ...target, action: 'team.renamed', data: { name } })
  }
  return { success: true, team: showTeam({ ...team, name }, policy.roles, standing.role) }
}
