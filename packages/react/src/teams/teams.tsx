import { isTeamName, type Team } from '@tenantry/core'
import { fields, members, teams } from '@tenantry/core/messages/en'
import { useState } from 'react'
import { LineForm } from '../form/line-form.tsx'
import { useOrganization } from '../organizations/use-organization.ts'
import { useOrganizationOf } from '../organizations/use-organization-of.ts'
import { ProblemAlert } from '../ui/alert.tsx'
import { type ListProps, ListSection, totalOf } from '../ui/list-section.tsx'
import { RowMenu } from '../ui/menu.tsx'
import type { Column } from '../ui/table.tsx'
import { useFocusOnTitle } from '../ui/use-focus-on-title.ts'
import { useWidget, Widget } from '../ui/widget.tsx'
import { TeamMembers } from './team-members.tsx'
import { NEW, type TeamActions, useTeamActs } from './use-team-acts.ts'
import type { TeamRef } from './use-team-writes.ts'
import { useTeams } from './use-teams.ts'

const words = [fields, teams, members]

/** Whose teams are shown, and who is asked before one is changed. */
export interface TeamsProps extends ListProps {
  /** Asked before, and told after, each act. */
  readonly actions?: TeamActions
}

const noActions: TeamActions = {}
const loadDialog = () => import('./team-dialog.tsx').then(({ teamDialog }) => teamDialog)

/** The teams of the organization and who is in each; for whoever may, to be added, renamed, removed and filled. */
export function Teams(props: TeamsProps) {
  const { organizationId, nowhere } = useOrganizationOf(props.organizationId)
  const teams = { ...useTeams(organizationId, { limit: props.pageSize }), ...nowhere }
  return (
    <Widget name="teams" words={words} state={teams.view} appearance={props.appearance}>
      <TeamsOf key={organizationId} {...props} id={organizationId} teams={teams} />
    </Widget>
  )
}

interface TeamsOfProps extends Omit<TeamsProps, 'organizationId'> {
  readonly id: string | null
  readonly teams: ReturnType<typeof useTeams>
}

function TeamsOf({ id, teams, readOnly = false, actions = noActions, pageSize }: TeamsOfProps) {
  const { slot, translator } = useWidget()
  const { t } = translator
  const [opened, open] = useState<TeamRef | null>(null)
  const { data } = useOrganization(id ?? undefined)
  const acts = useTeamActs(id ?? '', actions)
  const ref = useFocusOnTitle(opened?.id ?? '')
  const mayManage = !readOnly && data?.permissions.includes('teams:manage') === true

  const columns: readonly Column<Team>[] = [
    {
      key: 'team',
      head: t('members.team'),
      cell: (team) => (
        <>
          <button type="button" className={slot('link')} onClick={() => open(team)}>
            <bdi>{team.name}</bdi>
          </button>
          {!acts.asked && <ProblemAlert problem={acts.errorOf(team.id)} />}
        </>
      ),
    },
    { key: 'members', head: t('members.title'), cell: ({ members }) => t('teams.members', { count: members }) },
    {
      key: 'actions',
      head: t('list.actions'),
      isSilent: true,
      cell: (team) =>
        !readOnly && (
          <RowMenu
            name={team.name}
            items={team.actions.map((act) => ({
              key: act,
              label: t(labels[act]),
              isDangerous: act === 'remove',
              onSelect: () => acts.ask({ act, team }),
            }))}
          />
        ),
    },
  ]

  return (
    <div ref={ref}>
      {opened ? (
        <TeamMembers
          organizationId={id}
          team={opened}
          readOnly={readOnly}
          mayManage={mayManage}
          pageSize={pageSize}
          acts={acts}
          onClose={() => open(null)}
        />
      ) : (
        <ListSection
          title={t('teams.title')}
          count={totalOf(teams)}
          list={teams}
          columns={columns}
          keyOf={({ id }) => id}
          empty={{ icon: 'people', title: t('teams.emptyTitle'), text: t('teams.emptyText') }}
          toolbar={
            mayManage && (
              <LineForm
                label={t('teams.name')}
                isRight={isTeamName}
                fault={t('teams.invalid')}
                submit={t('teams.add')}
                pending={acts.busy === NEW}
                problem={acts.errorOf(NEW)}
                onSubmit={acts.create}
              />
            )
          }
          dialog={{
            load: loadDialog,
            props: acts.asked && { ...acts.asked, ...acts.dialogOf(acts.asked.team.id), acts },
          }}
        />
      )}
    </div>
  )
}

const labels = { rename: 'teams.rename', remove: 'members.remove' } as const
