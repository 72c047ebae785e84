import type { Member, Team } from '@tenantry/core'
import type { Action } from '../actions/action.ts'
import { useRowActs } from '../actions/use-row-acts.ts'
import { nameOf } from '../ui/person.tsx'
import { useWidget } from '../ui/widget.tsx'
import {
  type TeamMove,
  type TeamRename,
  useCreateTeam,
  useMoveToTeam,
  useRemoveTeam,
  useRenameTeam,
} from './use-team-writes.ts'

/** What a host is asked before, and told after, each act on a team. */
export interface TeamActions {
  readonly create?: Action<string, Team> | undefined
  readonly rename?: Action<TeamRename, Team> | undefined
  readonly remove?: Action<Team, Team> | undefined
  readonly move?: Action<TeamMove, TeamMove> | undefined
}

/** What is asked in a dialog. */
export interface AskedOfTeam {
  readonly act: 'rename' | 'remove'
  readonly team: Team
}

/** The row that is about to be there. */
export const NEW = 'new'

/** What can be done in a list of teams. */
export type TeamActs = ReturnType<typeof useTeamActs>

/** Does what is done in a list of teams, and remembers what is asked first. */
export function useTeamActs(organizationId: string, actions: TeamActions) {
  const { t } = useWidget().translator
  const acts = useRowActs<AskedOfTeam>(({ team }) => team.id)
  const creating = useCreateTeam(organizationId)
  const renaming = useRenameTeam(organizationId)
  const removing = useRemoveTeam(organizationId)
  const moving = useMoveToTeam(organizationId)
  return {
    ...acts,
    create: (name: string) =>
      acts.run(NEW, {
        action: actions.create,
        input: name,
        write: (input) => creating.mutateAsync(input).then(({ team }) => team),
        said: t('list.added', { name }),
      }),
    rename: (team: Team, name: string) =>
      acts.run(team.id, {
        action: actions.rename,
        input: { team, name },
        write: (input) => renaming.mutateAsync(input).then(({ team }) => team),
        said: t('members.changed', { name }),
      }),
    remove: (team: Team) =>
      acts.run(team.id, {
        action: actions.remove,
        input: team,
        write: (input) => removing.mutateAsync(input).then(() => input),
        said: t('members.removed', { name: team.name }),
      }),
    move: (member: Member, team: TeamMove['team']) =>
      acts.run<TeamMove, TeamMove>(member.user_id, {
        action: actions.move,
        input: { member, team },
        write: (input) => moving.mutateAsync(input).then(() => input),
        said: t('members.changed', { name: nameOf(member) }),
      }),
  }
}
