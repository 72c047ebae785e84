import type { Membership } from '@tenantry/core'
import { inbox, joining, members, organizations, starting } from '@tenantry/core/messages/en'
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { viewOf } from '../query/view.ts'
import { Icon } from '../ui/icon.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { Empty, Views } from '../ui/views.tsx'
import { walk } from '../ui/walk.ts'
import { useWidget } from '../ui/widget.tsx'
import { MembershipRow } from './membership-row.tsx'
import type { OrganizationActions } from './organization-actions.ts'
import { useActiveOrganization } from './use-active-organization.ts'
import { useOrganizations } from './use-organizations.ts'
import { organizationOf, type SelectedOrganization } from './use-select.ts'
import { Waiting } from './waiting.tsx'

/** So many are found sooner by typing than by looking. */
const MANY = 7

export interface SwitcherPanelProps {
  readonly actions: OrganizationActions
  /** How many more one may join. */
  readonly count: number
  readonly onSelect: (organization: SelectedOrganization) => void
  readonly onManage: (() => void) | undefined
  readonly onCreate: (() => void) | undefined
}

/** What a switcher opens: the organization of this tab, the others, what one may join, and a new one. */
function SwitcherPanel({ actions, count, onSelect, onManage, onCreate }: SwitcherPanelProps) {
  const { slot, translator } = useWidget()
  const { t } = translator
  const panel = useRef<HTMLDivElement>(null)
  const [search, setSearch] = useState('')
  const { membership: current } = useActiveOrganization()
  const query = useOrganizations()
  const { data: memberships = [], error, isFetching } = query
  // Who has just joined one finds it where they joined it: the list does not grow under the pointer.
  const [before] = useState(() => query.data?.map(({ organization_id }) => organization_id))
  const others = memberships.filter(
    ({ organization_id: id }) => id !== current?.organization_id && (!before || before.includes(id)),
  )
  const found = matching(others, search)
  const isNothing = query.data?.length === 0 && count === 0 && !onCreate

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was loading when it opened is there now
  useLayoutEffect(() => {
    // A field under the finger would bring the keyboard of a phone up.
    const wanted = matchMedia('(pointer: coarse)').matches ? [] : ['input']
    const found = [...wanted, '[data-name]', '[data-entry]'].map((selector) => panel.current?.querySelector(selector))
    const first = found.find((element) => element instanceof HTMLElement) ?? panel.current
    first?.focus()
  }, [query.isPending])

  function open(joined: SelectedOrganization) {
    onSelect(memberships.map(organizationOf).find(({ id }) => id === joined.id) ?? joined)
  }

  function press(event: KeyboardEvent<HTMLDivElement>) {
    const { key, target } = event
    walk(event, [...event.currentTarget.querySelectorAll<HTMLElement>('input, [data-entry]')])
    if (key !== 'Enter' || !(target instanceof HTMLInputElement)) return
    const [hit, ...more] = matching(others, target.value)
    if (hit?.is_active && more.length === 0) onSelect(organizationOf(hit))
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys move between the buttons in it
    <div ref={panel} tabIndex={-1} onKeyDown={press}>
      {current && (
        <ul className={slot('list')}>
          <MembershipRow membership={current} isCurrent>
            {onManage && (
              <button
                type="button"
                className={slot('iconButton')}
                data-entry=""
                aria-label={t('organizations.manage', { organization: current.organizations.name })}
                onClick={onManage}
              >
                <Icon name="gear" />
              </button>
            )}
          </MembershipRow>
        </ul>
      )}
      <Views of={{ view: viewOf(query), error, isFetching, refetch: () => void query.refetch() }}>
        {memberships.length >= MANY && (
          <SearchField label={t('organizations.search')} value={search} onChange={setSearch} />
        )}
        {others.length > 0 && (
          <ul className={slot('list')} data-scroll="" aria-label={t('organizations.title')}>
            {found.map((membership) => (
              <MembershipRow
                key={membership.organization_id}
                membership={membership}
                onSelect={() => onSelect(organizationOf(membership))}
              />
            ))}
          </ul>
        )}
        <p role="status" className={slot('text')}>
          {search && found.length === 0 && t('list.noResult')}
        </p>
      </Views>
      <Waiting actions={actions} onOpen={open} />
      {isNothing && <Empty icon="building" title={t('organizations.noneTitle')} text={t('organizations.noneText')} />}
      {onCreate && (
        <button type="button" className={slot('menuItem')} data-entry="" onClick={onCreate}>
          <Icon name="plus" />
          {t('create.submit')}
        </button>
      )}
    </div>
  )
}

/** Finds organizations by any part of their names; accents and case are of no account. */
function matching(memberships: readonly Membership[], search: string): readonly Membership[] {
  const wanted = plain(search)
  return memberships.filter(({ organizations: { name } }) => plain(name).includes(wanted))
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase().trim()
}

/** The part with its words. */
export const switcherPanel = { Part: SwitcherPanel, words: [organizations, starting, inbox, joining, members] }
