import { useCallback } from 'react'
import type { TeamRef } from '../teams/use-team-writes.ts'
import { Pick } from '../ui/pick.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { useWidget } from '../ui/widget.tsx'
import { optionOf } from './member-columns.tsx'
import type { MembersFilter } from './queries.ts'

const sorts = {
  name: 'members.byName',
  '-name': 'members.byNameBack',
  '-joined_at': 'members.byNewest',
  joined_at: 'members.byOldest',
} as const

export interface MembersToolbarProps {
  readonly filter: MembersFilter
  readonly onChange: (filter: MembersFilter) => void
  readonly roles: readonly { readonly key: string }[]
  readonly teams: readonly TeamRef[]
}

/** Narrows and sorts a list of members. */
export function MembersToolbar({ filter, onChange, roles, teams }: MembersToolbarProps) {
  const { translator } = useWidget()
  const { t } = translator
  const find = useCallback(
    (search: string) => onChange({ ...without(filter, 'search'), ...(search && { search }) }),
    [filter, onChange],
  )
  return (
    <>
      <SearchField label={t('members.search')} value={filter.search ?? ''} onChange={find} />
      {roles.length > 1 && (
        <Pick
          label={t('members.role')}
          value={filter.role ?? ''}
          options={[
            { value: '', label: t('members.everyRole') },
            ...roles.map(({ key }) => ({ value: key, label: translator.roleName(key) })),
          ]}
          onChange={(role) => onChange({ ...without(filter, 'role'), ...(role && { role }) })}
        />
      )}
      {teams.length > 0 && (
        <Pick
          label={t('members.team')}
          value={filter.team_id ?? ''}
          options={[{ value: '', label: t('members.everyTeam') }, ...teams.map(optionOf)]}
          onChange={(team_id) => onChange({ ...without(filter, 'team_id'), ...(team_id && { team_id }) })}
        />
      )}
      <Pick
        label={t('list.sort')}
        value={filter.sort ?? 'name'}
        options={Object.entries(sorts).map(([value, key]) => ({ value, label: t(key) }))}
        onChange={(sort) => onChange({ ...filter, sort: sort as keyof typeof sorts })}
      />
    </>
  )
}

function without(filter: MembersFilter, name: 'search' | 'role' | 'team_id'): MembersFilter {
  const { [name]: _, ...rest } = filter
  return rest
}
