import type { MembershipRequest } from '@tenantry/core'
import { requests } from '@tenantry/core/messages/en'
import type { Action } from '../actions/action.ts'
import { useRowActs } from '../actions/use-row-acts.ts'
import { useOrganization } from '../organizations/use-organization.ts'
import { useOrganizationOf } from '../organizations/use-organization-of.ts'
import { Button } from '../ui/button.tsx'
import { type ListProps, ListSection, totalOf } from '../ui/list-section.tsx'
import { Distance } from '../ui/moment.tsx'
import { nameOf, Person } from '../ui/person.tsx'
import type { Column } from '../ui/table.tsx'
import { useFocusKept } from '../ui/use-focus-kept.ts'
import { useWidget, Widget } from '../ui/widget.tsx'
import { useMembershipRequests } from './use-membership-requests.ts'
import { type Approval, useApproveRequest, useDenyRequest } from './use-request-writes.ts'

const words = [requests]

/** What a host is asked before, and told after, each decision. */
export interface RequestActions {
  readonly approve?: Action<Approval, MembershipRequest> | undefined
  readonly deny?: Action<MembershipRequest, MembershipRequest> | undefined
}

/** Whose requests are listed, and who is asked before somebody is let in or turned down. */
export interface MembershipRequestsProps extends ListProps {
  /** Asked before, and told after, each decision. */
  readonly actions?: RequestActions
}

const noActions: RequestActions = {}
const loadDialog = () => import('./request-dialog.tsx').then(({ requestDialog }) => requestDialog)

/** Who asks to become a member: let in with a role and a team, or turned down. */
export function MembershipRequests(props: MembershipRequestsProps) {
  const { organizationId, nowhere } = useOrganizationOf(props.organizationId)
  const requests = { ...useMembershipRequests(organizationId, { limit: props.pageSize }), ...nowhere }
  return (
    <Widget name="membership-requests" words={words} state={requests.view} appearance={props.appearance}>
      {/* Nothing that was begun in one organization goes on in another. */}
      <Requests key={organizationId} {...props} {...{ organizationId, requests }} />
    </Widget>
  )
}

interface RequestsProps extends Omit<MembershipRequestsProps, 'organizationId'> {
  readonly organizationId: string | null
  readonly requests: ReturnType<typeof useMembershipRequests>
}

/** What is asked in a dialog, of the row as it was when the dialog opened. */
export interface AskedRequest {
  readonly act: MembershipRequest['actions'][number]
  readonly request: MembershipRequest
}

function Requests({ organizationId, requests, readOnly = false, actions = noActions }: RequestsProps) {
  const { slot, translator } = useWidget()
  const { t } = translator
  const { data } = useOrganization(organizationId ?? undefined)
  const approving = useApproveRequest(organizationId ?? '')
  const denying = useDenyRequest(organizationId ?? '')
  const { asked, ask, run, dialogOf } = useRowActs<AskedRequest>(({ request }) => request.id)

  async function approve(approval: Approval) {
    const { id, user } = approval.request
    await run(id, {
      action: actions.approve,
      input: approval,
      write: async (input) => (await approving.mutateAsync(input)).request,
      said: t('requests.approved', { name: nameOf(user) }),
    })
  }

  async function deny(request: MembershipRequest) {
    await run(request.id, {
      action: actions.deny,
      input: request,
      write: async (input) => (await denying.mutateAsync(input)).request,
      said: t('requests.denied', { name: nameOf(request.user) }),
    })
  }

  const columns: readonly Column<MembershipRequest>[] = [
    {
      key: 'person',
      head: t('requests.person'),
      cell: ({ user }) => <Person name={nameOf(user)} email={user.email} />,
    },
    { key: 'asked', head: t('requests.asked'), cell: ({ created_at }) => <Distance at={created_at} /> },
    {
      key: 'decide',
      head: t('list.actions'),
      isSilent: true,
      cell: (request) => {
        const named = { name: nameOf(request.user) }
        return (
          <div className={slot('rowActions')}>
            {(readOnly ? [] : request.actions).map((act) => (
              <Button key={act} aria-label={t(`requests.${act}Named`, named)} onClick={() => ask({ act, request })}>
                {t(`requests.${act}`)}
              </Button>
            ))}
          </div>
        )
      },
    },
  ]
  const dialog = asked &&
    data && {
      ...asked,
      ...dialogOf(asked.request.id),
      organization: data.organization,
      onApprove: (role: string, teamId: string | null) => void approve({ request: asked.request, role, teamId }),
      onDeny: () => void deny(asked.request),
    }

  return (
    <ListSection
      ref={useFocusKept()}
      title={t('requests.title')}
      count={totalOf(requests)}
      list={requests}
      columns={readOnly ? columns.slice(0, -1) : columns}
      keyOf={({ id }) => id}
      empty={{ icon: 'inbox', title: t('requests.emptyTitle'), text: t('requests.emptyText') }}
      dialog={{ load: loadDialog, props: dialog }}
    />
  )
}
