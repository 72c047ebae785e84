import type { ManagedInvitation } from '@tenantry/core'
import { ProblemAlert } from '../ui/alert.tsx'
import { RowMenu } from '../ui/menu.tsx'
import { Distance } from '../ui/moment.tsx'
import { Badge, type BadgeProps, nameOf, Person } from '../ui/person.tsx'
import type { Column } from '../ui/table.tsx'
import { useWidget } from '../ui/widget.tsx'
import type { InvitationActs } from './use-invitation-acts.ts'

/** How each state of an invitation looks. */
export const statuses: Readonly<Record<ManagedInvitation['status'], NonNullable<BadgeProps['tone']>>> = {
  pending: 'accent',
  accepted: 'success',
  declined: 'neutral',
  revoked: 'neutral',
  expired: 'warning',
}

const acts = { resend: 'mail', link: 'link', revoke: 'trash' } as const

/** The columns of a list of invitations. */
export function useInvitationColumns(run: InvitationActs, readOnly: boolean): readonly Column<ManagedInvitation>[] {
  const { translator } = useWidget()
  const { t, roleName } = translator
  const columns: readonly Column<ManagedInvitation>[] = [
    { key: 'invitee', head: t('sent.invitee'), cell: (row) => <Invitee row={row} run={run} /> },
    { key: 'role', head: t('members.role'), cell: ({ role }) => roleName(role) },
    { key: 'team', head: t('members.team'), cell: ({ team_name }) => team_name && <bdi>{team_name}</bdi> },
    { key: 'status', head: t('sent.status'), cell: (row) => <Status row={row} /> },
    {
      key: 'expires',
      head: t('sent.expires'),
      cell: ({ status, expires_at }) => (status === 'pending' || status === 'expired') && <Distance at={expires_at} />,
    },
    { key: 'from', head: t('sent.from'), cell: ({ invited_by }) => invited_by && <bdi>{nameOf(invited_by)}</bdi> },
  ]
  if (readOnly) return columns
  return [
    ...columns,
    { key: 'actions', head: t('list.actions'), isSilent: true, cell: (row) => <InvitationMenu row={row} run={run} /> },
  ]
}

interface CellProps {
  readonly row: ManagedInvitation
  readonly run: InvitationActs
}

function Invitee({ row, run }: CellProps) {
  const problem = run.asked ? null : run.errorOf(row.id)
  const news = run.newsOf(row)
  return (
    <>
      <Person name={row.email} />
      {problem ? <ProblemAlert problem={problem} /> : news && <small>{news}</small>}
    </>
  )
}

// What the provider will do by and by; anything else stays undone until somebody does something.
const passing = ['unavailable', 'rate_limited', 'over_email_send_rate_limit', 'over_request_rate_limit']

function Status({ row: { status, delivery_status, delivery_error: code } }: Pick<CellProps, 'row'>) {
  const { t } = useWidget().translator
  const isUnderway = status === 'pending' && delivery_status !== 'sent'
  return (
    <span>
      <Badge tone={statuses[status]}>{t(`sent.${status}`)}</Badge>{' '}
      {isUnderway && (
        <Badge tone={delivery_status === 'failed' ? 'danger' : 'neutral'}>{t(`sent.${delivery_status}`)}</Badge>
      )}
      {isUnderway && code && (
        <small>{passing.includes(code) ? t('sent.unsentLater') : t('sent.unsentRefused', { code })}</small>
      )}
    </span>
  )
}

function InvitationMenu({ row, run }: CellProps) {
  const { t } = useWidget().translator
  return (
    <RowMenu
      name={row.email}
      items={row.actions.map((act) => ({
        key: act,
        icon: acts[act],
        label: t(`sent.${act}`),
        isDangerous: act === 'revoke',
        onSelect: () => (act === 'resend' ? void run.resend(row) : run.ask({ act, invitation: row })),
      }))}
    />
  )
}
