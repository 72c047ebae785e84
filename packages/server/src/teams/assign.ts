import { type contract, mayAssignTeam, type Team } from '@tenantry/core'
import type { Context, Fail } from '../context.ts'
import { lockedStanding } from '../organizations/queries.ts'
import { assignmentOf, assignTeam, teamOf } from './queries.ts'
import { showTeam } from './show-team.ts'

type Assigning = typeof contract.teams.addMember | typeof contract.teams.removeMember

interface Whom {
  readonly organizationId: string
  readonly teamId: string
  readonly userId: string
}

/** Whom a team is about, after the lock, so that all of it stays as it was found. */
export async function findAssignment(
  { organizationId, teamId, userId }: Whom,
  context: Context,
  fail: Fail<Assigning>,
) {
  const { tx, principal, policy } = context
  const [standing, team, member] = await Promise.all([
    lockedStanding(tx, principal, organizationId),
    teamOf(tx, organizationId, teamId),
    assignmentOf(tx, organizationId, userId),
  ])
  if (!standing) throw fail('ORGANIZATION_NOT_FOUND')
  // Without the right, nobody learns here who is a member.
  if (!mayAssignTeam(policy.roles, standing.role, member?.role ?? '')) throw fail('NOT_AUTHORIZED')
  if (!team) throw fail('TEAM_NOT_FOUND')
  if (!member) throw fail('MEMBER_NOT_FOUND')
  return { team, member, caller: standing.role }
}

type Found = Awaited<ReturnType<typeof findAssignment>>

/** Moves a member to a team, or out of one, and answers the team as it will be: under the lock nobody else counts. */
export function moveMember(
  { organizationId, userId }: Whom,
  { team, member, caller }: Found,
  { teamId, gain }: { readonly teamId: string | null; readonly gain: 1 | -1 },
  { tx, atEnd, policy, now, audit }: Context,
): Team {
  const assignment = { organization_id: organizationId, user_id: userId, team_id: teamId }
  atEnd(() => assignTeam(tx, assignment, now))
  // As when a member is updated: it is one fact, by whichever door.
  const target = { organizationId, targetType: 'user', targetId: userId }
  audit({ ...target, action: 'member.team_changed', data: { from: member.team_id, to: teamId } })
  return showTeam({ ...team, members: team.members + gain }, policy.roles, caller)
}
