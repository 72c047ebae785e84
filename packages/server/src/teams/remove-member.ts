import type { contract } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { findAssignment, moveMember } from './assign.ts'

/** Takes a member out of a team; who is in another one is not found in this. */
export const removeMember: Handler<typeof contract.teams.removeMember> = async ({ params }, context, fail) => {
  const found = await findAssignment(params, context, fail)
  if (found.member.team_id !== found.team.id) throw fail('MEMBER_NOT_FOUND')
  return { success: true, team: moveMember(params, found, { teamId: null, gain: -1 }, context) }
}
