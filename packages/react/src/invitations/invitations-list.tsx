import type { ManagedInvitation } from '@tenantry/core'
import { fields, inviting, sent } from '@tenantry/core/messages/en'
import { useCallback } from 'react'
import { useOrganization } from '../organizations/use-organization.ts'
import { useOrganizationOf } from '../organizations/use-organization-of.ts'
import { useFilterOf } from '../query/use-filter-of.ts'
import { type ListProps, ListSection, totalOf } from '../ui/list-section.tsx'
import { Pick } from '../ui/pick.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { useFocusKept } from '../ui/use-focus-kept.ts'
import { useWidget, Widget } from '../ui/widget.tsx'
import { statuses, useInvitationColumns } from './invitation-columns.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import type { InvitationsFilter } from './queries.ts'
import { type InvitationActions, useInvitationActs } from './use-invitation-acts.ts'
import { useInvitations } from './use-invitations.ts'

const words = [fields, sent, inviting]

/** Whose invitations are listed, and which roles are on offer for more of them. */
export interface InvitationsListProps extends ListProps {
  /** The roles on offer when inviting. @default those that the caller may give */
  readonly roles?: readonly string[]
  /** The role chosen at first when inviting. @default the last one on offer */
  readonly defaultRole?: string
  /** Asked before, and told after, each act. */
  readonly actions?: InvitationActions
}

const noActions: InvitationActions = {}
const loadDialog = () => import('./invitation-dialog.tsx').then(({ invitationDialog }) => invitationDialog)
const waiting: InvitationsFilter = { status: 'pending' }

/** Who was invited and has not answered yet: renewed, withdrawn, handed a link; and, for whoever may, more are invited. */
export function InvitationsList(props: InvitationsListProps) {
  const { organizationId, nowhere } = useOrganizationOf(props.organizationId)
  const { filter, setFilter, nth } = useFilterOf(organizationId, waiting)
  const invitations = { ...useInvitations(organizationId, { ...filter, limit: props.pageSize }), ...nowhere }
  // That none wait is no result of a search.
  const isEmpty = invitations.view === 'no-result' && !filter.search && filter.status === 'pending'
  const list = isEmpty ? ({ ...invitations, view: 'empty' } as const) : invitations
  return (
    <Widget name="invitations-list" words={words} state={list.view} appearance={props.appearance}>
      {/* Nothing that was begun in one organization goes on in another. */}
      <Invitations key={nth} {...props} {...{ organizationId, filter, setFilter, list }} />
    </Widget>
  )
}

interface InvitationsProps extends Omit<InvitationsListProps, 'organizationId'> {
  readonly organizationId: string | null
  readonly filter: InvitationsFilter
  readonly setFilter: (filter: InvitationsFilter) => void
  readonly list: ReturnType<typeof useInvitations>
}

function Invitations({ organizationId, filter, setFilter, list, readOnly = false, ...props }: InvitationsProps) {
  const { actions = noActions, roles, defaultRole } = props
  const { t } = useWidget().translator
  const { data: organization } = useOrganization(organizationId ?? undefined)
  const run = useInvitationActs(actions)
  const columns = useInvitationColumns(run, readOnly)
  const { status = '' } = filter
  const find = useCallback(
    (search: string) => setFilter({ ...(status && { status }), ...(search && { search }) }),
    [status, setFilter],
  )
  const choose = (next: string) => {
    const { status: _, ...rest } = filter
    setFilter({ ...rest, ...(next && { status: next as ManagedInvitation['status'] }) })
  }
  const mayInvite = organization?.permissions.includes('invitations:create') && !readOnly

  return (
    <ListSection
      ref={useFocusKept()}
      title={t('sent.title')}
      count={totalOf(list)}
      list={list}
      columns={columns}
      keyOf={({ id }) => id}
      empty={{ icon: 'mail', title: t('sent.emptyTitle'), text: t('sent.emptyText') }}
      onClear={() => setFilter({})}
      actions={
        organization &&
        mayInvite && (
          <InviteDialog
            {...actions.invite}
            {...{ roles, defaultRole }}
            organization={organization.organization}
            trigger={t('sent.invite')}
          />
        )
      }
      toolbar={
        <>
          <SearchField label={t('sent.search')} value={filter.search ?? ''} onChange={find} />
          <Pick
            label={t('sent.status')}
            value={status}
            options={[
              ...Object.keys(statuses).map((value) => ({
                value,
                label: t(`sent.${value as ManagedInvitation['status']}`),
              })),
              { value: '', label: t('sent.every') },
            ]}
            onChange={choose}
          />
        </>
      }
      dialog={{ load: loadDialog, props: run.asked && { ...run.asked, run, onClose: () => run.ask(null) } }}
    />
  )
}
