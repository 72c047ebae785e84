import type { Member } from '@tenantry/core'
import type { Translator } from '@tenantry/core/messages'
import type { ReactNode } from 'react'
import type { TeamRef } from '../teams/use-team-writes.ts'
import { ProblemAlert } from '../ui/alert.tsx'
import { RowMenu } from '../ui/menu.tsx'
import { Day } from '../ui/moment.tsx'
import { Badge, nameOf, Person } from '../ui/person.tsx'
import { Pick } from '../ui/pick.tsx'
import type { Column } from '../ui/table.tsx'
import { useWidget } from '../ui/widget.tsx'
import type { MemberActs } from './use-member-acts.ts'

/** A role of the organization, and whether the caller may give it. */
export interface OfferedRole {
  readonly key: string
  readonly permissions: readonly string[]
  readonly grantable: boolean
}

export interface MemberColumnsOptions {
  readonly roles: readonly OfferedRole[]
  readonly teams: readonly TeamRef[]
  readonly readOnly: boolean
  readonly acts: MemberActs
}

/** The columns of a list of members. */
export function useMemberColumns({ roles, teams, readOnly, acts }: MemberColumnsOptions): readonly Column<Member>[] {
  const { t } = useWidget().translator
  const columns: readonly Column<Member>[] = [
    { key: 'member', head: t('members.member'), cell: (member) => <MemberCell member={member} acts={acts} /> },
    {
      key: 'role',
      head: t('members.role'),
      cell: (member) => <RoleCell member={member} roles={readOnly ? [] : roles} acts={acts} />,
    },
    {
      key: 'team',
      head: t('members.team'),
      cell: (member) => teamCell({ member, teams: readOnly ? [] : teams, acts, t }),
    },
    { key: 'joined', head: t('members.joined'), cell: ({ joined_at }) => <Day at={joined_at} /> },
  ]
  if (readOnly) return columns
  return [
    ...columns,
    {
      key: 'actions',
      head: t('list.actions'),
      isSilent: true,
      cell: (member) => <MemberMenu member={member} acts={acts} />,
    },
  ]
}

interface CellProps {
  readonly member: Member
  readonly acts: MemberActs
}

function MemberCell({ member, acts }: CellProps) {
  const { t } = useWidget().translator
  return (
    <>
      <Person
        name={nameOf(member)}
        email={member.email}
        badges={
          <>
            {member.is_self && <Badge tone="accent">{t('members.you')}</Badge>}
            {!member.is_active && <Badge tone="warning">{t('members.suspended')}</Badge>}
          </>
        }
      />
      {!acts.asked && <ProblemAlert problem={acts.errorOf(member.user_id)} />}
    </>
  )
}

function RoleCell({ member, roles, acts }: CellProps & { readonly roles: readonly OfferedRole[] }) {
  const { translator } = useWidget()
  const { t, roleName } = translator
  const offered = roles.filter(({ key, grantable }) => grantable || key === member.role)
  if (!member.actions.includes('change_role') || offered.length < 2) {
    return (
      <span>
        {roleName(member.role)}
        {member.is_last_admin && roles.length > 0 && <small>{t('members.lastAdmin')}</small>}
      </span>
    )
  }

  function choose(role: string) {
    if (member.is_self && losesRights(roles, member.role, role)) acts.ask({ act: 'demote', member, role })
    else void acts.update(member, { role })
  }

  return (
    <Pick
      label={t('members.roleOf', { name: nameOf(member) })}
      value={member.role}
      options={offered.map(({ key }) => ({ value: key, label: roleName(key) }))}
      onChange={choose}
    />
  )
}

interface TeamCell extends CellProps {
  readonly teams: readonly TeamRef[]
  readonly t: Translator['t']
}

// No component: what is empty is to be seen as such by the table's style sheet.
function teamCell({ member, teams, acts, t }: TeamCell): ReactNode {
  const { team, actions } = member
  if (teams.length === 0 || !actions.includes('change_team')) return team && <bdi>{team.name}</bdi>
  return (
    <Pick
      label={t('members.teamOf', { name: nameOf(member) })}
      value={team?.id ?? ''}
      options={[{ value: '', label: t('members.noTeam') }, ...teams.map(optionOf)]}
      onChange={(id) => void acts.move(member, teams.find((one) => one.id === id) ?? null)}
    />
  )
}

/** A team as something to choose. */
export function optionOf({ id, name }: TeamRef) {
  return { value: id, label: name }
}

/** Tells whether a role permits less than the one before. */
function losesRights(roles: readonly OfferedRole[], before: string, after: string): boolean {
  const rights = (role: string) => roles.find(({ key }) => key === role)?.permissions ?? []
  return rights(before).some((permission) => !rights(after).includes(permission))
}

// In the order of the menu.
const acting = [
  { act: 'transfer_ownership', icon: 'key', label: 'members.transfer' },
  { act: 'suspend', icon: 'pause', label: 'members.suspend' },
  { act: 'reactivate', icon: 'check', label: 'members.reactivate' },
  { act: 'remove', icon: 'trash', label: 'members.remove', isDangerous: true },
  { act: 'leave', icon: 'leave', label: 'members.leave', isDangerous: true },
] as const

function MemberMenu({ member, acts }: CellProps) {
  const { t } = useWidget().translator
  const { is_self, is_last_admin, actions } = member
  // Who may not leave is told why.
  const isBound = is_self && is_last_admin
  const offered = acting.filter(({ act }) =>
    act === 'leave' ? is_self && (isBound || actions.includes(act)) : actions.includes(act),
  )
  return (
    <RowMenu
      name={nameOf(member)}
      items={offered.map(({ act, label, ...item }) => ({
        ...item,
        key: act,
        label: t(label),
        obstacle: act === 'leave' && isBound ? t('members.lastAdminObstacle') : undefined,
        onSelect: () =>
          act === 'reactivate' ? void acts.update(member, { is_active: true }) : acts.ask({ act, member }),
      }))}
    />
  )
}
