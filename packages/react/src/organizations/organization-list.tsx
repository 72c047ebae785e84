import type { Membership } from '@tenantry/core'
import { inbox, joining, members, organizations, starting } from '@tenantry/core/messages/en'
import { useRef, useState } from 'react'
import type { Destination } from '../actions/action.ts'
import { useAct } from '../actions/use-act.ts'
import { useProblem } from '../query/use-problem.ts'
import { viewOf } from '../query/view.ts'
import { ProblemAlert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Section } from '../ui/section.tsx'
import { Views } from '../ui/views.tsx'
import { useWidget, Widget } from '../ui/widget.tsx'
import { MembershipRow } from './membership-row.tsx'
import { noActions } from './organization-actions.ts'
import { useActiveOrganization } from './use-active-organization.ts'
import { type CreationProps, useCreation } from './use-creation.tsx'
import { useMakeDefault } from './use-organization-writes.ts'
import { useJoinableOrganizations, useOrganizations } from './use-organizations.ts'
import { organizationOf, type SelectedOrganization, useSelect } from './use-select.ts'
import { useWaiting, Waiting } from './waiting.tsx'

const words = [organizations, starting, inbox, joining, members]

/** Where choosing an organization leads, and how one is created. */
export type OrganizationListProps = CreationProps & {
  /** Where to go once one is chosen; `:id` and `:slug` are filled in. */
  readonly afterSelectOrganizationUrl?: Destination<SelectedOrganization>
}

/** Everything that somebody may work in: memberships, invitations, organizations to join, and a new one. */
export function OrganizationList(props: OrganizationListProps) {
  const query = useOrganizations()
  const waiting = useWaiting()
  const hasJoinable = Boolean(useJoinableOrganizations().data?.organizations.length)
  const isEmpty = !query.data?.length && !waiting && !hasJoinable
  // Whether nothing is there is known once all three have answered, or failed.
  const data = isEmpty && waiting === undefined ? undefined : query.data
  const view = viewOf({ data, error: query.error, isEmpty })
  return (
    <Widget name="organization-list" words={words} state={view} appearance={props.appearance}>
      <Organizations {...props} view={view} />
    </Widget>
  )
}

function Organizations(props: OrganizationListProps & { readonly view: ReturnType<typeof viewOf> }) {
  const { actions = noActions, view, afterSelectOrganizationUrl } = props
  const { slot, translator, announce } = useWidget()
  const { t } = translator
  const { data: memberships = [], error, isFetching, refetch } = useOrganizations()
  const { organizationId } = useActiveOrganization()
  const [isCreating, setIsCreating] = useState(false)
  const creation = useCreation(props, () => setIsCreating(false))
  const list = useRef<HTMLUListElement>(null)
  const making = useMakeDefault()
  const problem = useProblem(making.error)
  const select = useSelect({ action: actions.select, url: afterSelectOrganizationUrl })

  const makeDefault = useAct({
    action: actions.makeDefault,
    run: async (given: Membership) => {
      await making.mutateAsync(given.organization_id)
      announce(t('organizations.madeDefault', { organization: given.organizations.name }))
      return given
    },
    // Its button is gone, and the focus with it.
    onDone: (given) => {
      const entries = list.current?.querySelectorAll<HTMLElement>('[data-entry]')
      if (document.activeElement === document.body) entries?.[memberships.indexOf(given)]?.focus()
    },
  })

  // It stays through its own end: somebody is asked to invite people once the organization is there.
  if (view === 'empty' && creation.open && !props.createOrganizationUrl && !isCreating) setIsCreating(true)
  if (isCreating) return creation.form
  const create = creation.open && <Button onClick={creation.open}>{t('create.submit')}</Button>
  const none = { icon: 'building', title: t('organizations.noneTitle'), text: t('organizations.noneText') } as const
  return (
    <Section
      title={t('organizations.title')}
      text={memberships.length > 1 && t('organizations.text')}
      actions={view === 'ready' && create}
    >
      <Views of={{ view, error, isFetching, refetch: () => void refetch() }} empty={{ ...none, action: create }}>
        {memberships.length > 0 && (
          <ul className={slot('list')} ref={list} aria-label={t('organizations.title')}>
            {memberships.map((membership) => (
              <MembershipRow
                key={membership.organization_id}
                membership={membership}
                isCurrent={membership.organization_id === organizationId}
                onSelect={() => select(organizationOf(membership))}
              >
                {membership.is_active && !membership.is_default && (
                  <Button
                    kind="quiet"
                    aria-label={t('organizations.makeDefaultNamed', { organization: membership.organizations.name })}
                    onClick={() => makeDefault(membership)}
                  >
                    {t('organizations.makeDefault')}
                  </Button>
                )}
                {membership.organization_id === making.variables && <ProblemAlert problem={problem} />}
              </MembershipRow>
            ))}
          </ul>
        )}
        <Waiting actions={actions} />
      </Views>
      {creation.dialog}
    </Section>
  )
}
