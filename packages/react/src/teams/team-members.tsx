import type { Member } from '@tenantry/core'
import { useState } from 'react'
import type { MembersFilter } from '../members/queries.ts'
import { useMembers } from '../members/use-members.ts'
import { ProblemAlert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { ListSection, totalOf } from '../ui/list-section.tsx'
import { nameOf, Person } from '../ui/person.tsx'
import { SearchField } from '../ui/search-field.tsx'
import type { Column } from '../ui/table.tsx'
import { useWidget } from '../ui/widget.tsx'
import type { TeamActs } from './use-team-acts.ts'
import type { TeamRef } from './use-team-writes.ts'

export interface TeamMembersProps {
  readonly organizationId: string | null
  readonly team: TeamRef
  readonly readOnly: boolean
  /** Whether the caller may fill every team, with whomever. */
  readonly mayManage: boolean
  readonly pageSize: number | undefined
  readonly acts: TeamActs
  readonly onClose: () => void
}

/** Who is in a team, and, to be put into it, who is not. */
export function TeamMembers(props: TeamMembersProps) {
  const { organizationId, team, readOnly, mayManage, pageSize, acts, onClose } = props
  const { t } = useWidget().translator
  const [search, setSearch] = useState('')
  const [isNarrow, setIsNarrow] = useState(true)
  const filter: MembersFilter = { limit: pageSize, ...(search && { search }), ...(isNarrow && { team_id: team.id }) }
  const members = useMembers(organizationId, filter)
  const widen = !readOnly && (
    <Button kind={isNarrow ? 'primary' : 'secondary'} onClick={() => setIsNarrow(!isNarrow)}>
      {t(isNarrow ? 'teams.addMembers' : 'teams.inTeam')}
    </Button>
  )

  const columns: readonly Column<Member>[] = [
    {
      key: 'member',
      head: t('members.member'),
      cell: (member) => (
        <>
          <Person name={nameOf(member)} email={member.email} />
          <ProblemAlert problem={acts.errorOf(member.user_id)} />
        </>
      ),
    },
    { key: 'team', head: t('members.team'), cell: (member) => member.team && <bdi>{member.team.name}</bdi> },
    {
      key: 'act',
      head: t('list.actions'),
      isSilent: true,
      cell: (member) => {
        if (readOnly || !(mayManage || member.actions.includes('change_team'))) return null
        const isIn = member.team?.id === team.id
        const label = t(isIn ? 'teams.takeOut' : member.team ? 'teams.moveHere' : 'teams.putIn')
        return (
          <Button
            aria-label={`${label}: ${nameOf(member)}`}
            pending={acts.busy === member.user_id}
            onClick={() => void acts.move(member, isIn ? null : team)}
          >
            {label}
          </Button>
        )
      },
    },
  ]

  const { view } = members
  return (
    <ListSection
      title={team.name}
      count={isNarrow && !search ? totalOf(members) : undefined}
      text={!readOnly && t('teams.rule')}
      actions={
        <>
          <Button onClick={onClose}>{t('members.everyTeam')}</Button>
          {widen}
        </>
      }
      toolbar={<SearchField label={t('members.search')} value={search} onChange={setSearch} />}
      list={{ ...members, view: view === 'no-result' && !search ? 'empty' : view }}
      columns={columns}
      keyOf={({ user_id }) => user_id}
      empty={{ icon: 'people', title: t('teams.nobody') }}
      onClear={() => setSearch('')}
    />
  )
}
