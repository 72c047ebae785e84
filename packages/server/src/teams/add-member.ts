import type { contract } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { findAssignment, moveMember } from './assign.ts'
import { showTeam } from './show-team.ts'

/** Puts a member into a team, out of the one before; doing so again changes nothing. */
export const addMember: Handler<typeof contract.teams.addMember> = async ({ params }, context, fail) => {
  const found = await findAssignment(params, context, fail)
  const { team, member, caller } = found
  if (member.team_id === team.id) return { success: true, team: showTeam(team, context.policy.roles, caller) }
  return { success: true, team: moveMember(params, found, { teamId: team.id, gain: 1 }, context) }
}
