import type { Member, Team } from '@tenantry/core'
import { patchMember } from '../members/queries.ts'
import { useTenantry } from '../provider/context.ts'
import { tenantryKeys } from '../query/keys.ts'
import { useWrite } from '../query/use-write.ts'
import { patchTeam } from './queries.ts'

/** Adds a team. */
export function useCreateTeam(organizationId: string) {
  const { client } = useTenantry()
  return useWrite({
    write: (name: string, repeat) => repeat(client.teams.create, { params: { organizationId }, body: { name } }),
    invalidates: [tenantryKeys.teams(organizationId)],
  })
}

/** A team as it is, and its new name. */
export interface TeamRename {
  readonly team: Team
  readonly name: string
}

/** Renames a team: shown at once, taken back when the server refuses. */
export function useRenameTeam(organizationId: string) {
  const { client } = useTenantry()
  return useWrite({
    write: ({ team, name }: TeamRename, repeat) =>
      repeat(client.teams.update, { params: { organizationId, teamId: team.id }, body: { name } }),
    expect: ({ team, name }) => [patchTeam(organizationId, team.id, (held) => ({ ...held, name }))],
    invalidates: [tenantryKeys.teams(organizationId), tenantryKeys.members(organizationId)],
  })
}

/** Removes a team; its members stay, without one. */
export function useRemoveTeam(organizationId: string) {
  const { client } = useTenantry()
  return useWrite({
    write: (team: Team, repeat) => repeat(client.teams.remove, { params: { organizationId, teamId: team.id } }),
    expect: (team) => [patchTeam(organizationId, team.id, () => null)],
    invalidates: [
      tenantryKeys.teams(organizationId),
      tenantryKeys.members(organizationId),
      tenantryKeys.invitations(organizationId),
    ],
  })
}

/** A team by its name. */
export type TeamRef = Pick<Team, 'id' | 'name'>

/** Who comes into which team. */
export interface TeamMove {
  readonly member: Pick<Member, 'user_id' | 'full_name' | 'team'>
  /** Null for no team. */
  readonly team: TeamRef | null
}

/** Puts a member into a team, out of the one before, or out of any: shown at once, taken back when the server refuses. */
export function useMoveToTeam(organizationId: string) {
  const { client } = useTenantry()
  return useWrite({
    write: ({ member, team }: TeamMove, repeat) => {
      const params = { organizationId, teamId: (team ?? member.team)?.id ?? '', userId: member.user_id }
      return repeat(team ? client.teams.addMember : client.teams.removeMember, { params })
    },
    expect: ({ member, team }) => [
      patchMember(organizationId, member.user_id, (held) => ({ ...held, team })),
      ...count(organizationId, member.team, -1),
      ...count(organizationId, team, 1),
    ],
    invalidates: [tenantryKeys.teams(organizationId), tenantryKeys.members(organizationId)],
  })
}

function count(organizationId: string, team: TeamRef | null, gain: 1 | -1) {
  if (!team) return []
  return [patchTeam(organizationId, team.id, (held) => ({ ...held, members: held.members + gain }))]
}
