import { fields, members } from '@tenantry/core/messages/en'
import { useOrganization } from '../organizations/use-organization.ts'
import { useOrganizationOf } from '../organizations/use-organization-of.ts'
import { useFilterOf } from '../query/use-filter-of.ts'
import { useEveryTeam } from '../teams/use-teams.ts'
import { type ListProps, ListSection, totalOf } from '../ui/list-section.tsx'
import { nameOf } from '../ui/person.tsx'
import { Undo } from '../ui/undo.tsx'
import { useWidget, Widget } from '../ui/widget.tsx'
import { useMemberColumns } from './member-columns.tsx'
import { MembersToolbar } from './members-toolbar.tsx'
import type { MembersFilter } from './queries.ts'
import { type MemberActions, useMemberActs } from './use-member-acts.ts'
import { useMembers } from './use-members.ts'

const words = [fields, members]

/** Whose members are listed, and who is asked before something is done with one. */
export interface MembersListProps extends ListProps {
  /** Asked before, and told after, each act. */
  readonly actions?: MemberActions
}

const noActions: MemberActions = {}
const everybody: MembersFilter = {}
const loadDialog = () => import('./member-dialog.tsx').then(({ memberDialog }) => memberDialog)

/** Who is in the organization: searched, sorted, and, for whoever may, given other roles, suspended and removed. */
export function MembersList(props: MembersListProps) {
  const { organizationId, nowhere } = useOrganizationOf(props.organizationId)
  const { filter, setFilter, nth } = useFilterOf(organizationId, everybody)
  const members = { ...useMembers(organizationId, { ...filter, limit: props.pageSize }), ...nowhere }
  return (
    <Widget name="members-list" words={words} state={members.view} appearance={props.appearance}>
      {/* Nothing that was begun in one organization goes on in another. */}
      <Members key={nth} {...props} {...{ organizationId, filter, setFilter, members }} />
    </Widget>
  )
}

interface MembersProps extends Omit<MembersListProps, 'organizationId'> {
  readonly organizationId: string | null
  readonly filter: MembersFilter
  readonly setFilter: (filter: MembersFilter) => void
  readonly members: ReturnType<typeof useMembers>
}

function Members({ organizationId, filter, setFilter, members, readOnly = false, actions = noActions }: MembersProps) {
  const { t } = useWidget().translator
  const { data: organization } = useOrganization(organizationId ?? undefined)
  // Asked for where somebody may be moved, or is to be found by their team.
  const hasTeams = members.rows.some(({ team, actions }) => team || (!readOnly && actions.includes('change_team')))
  const { data } = useEveryTeam(hasTeams || filter.team_id ? organizationId : null)
  const teams = data?.teams ?? []
  const acts = useMemberActs(organizationId ?? '', actions)
  const columns = useMemberColumns({ roles: organization?.roles ?? [], teams, readOnly, acts })

  return (
    <ListSection
      title={t('members.title')}
      count={totalOf(members)}
      list={members}
      columns={columns}
      keyOf={({ user_id }) => user_id}
      onClear={() => setFilter(everybody)}
      instead={(member) =>
        acts.leaving.includes(member.user_id) && (
          <Undo
            text={t('members.removing', { name: nameOf(member) })}
            onUndo={() => acts.keep(member)}
            onExpire={() => acts.remove(member)}
          />
        )
      }
      toolbar={<MembersToolbar filter={filter} onChange={setFilter} roles={organization?.roles ?? []} teams={teams} />}
      dialog={{
        load: loadDialog,
        props: acts.asked &&
          organization && {
            ...acts.asked,
            ...acts.dialogOf(acts.asked.member.user_id),
            organization: organization.organization,
            roles: organization.roles,
            acts,
          },
      }}
    />
  )
}
