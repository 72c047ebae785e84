import type { PendingInvitation } from '@tenantry/core'
import { useRef, useState } from 'react'
import type { Action } from '../actions/action.ts'
import { useAct } from '../actions/use-act.ts'
import { useProblem } from '../query/use-problem.ts'
import { ProblemAlert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Emblem } from '../ui/card.tsx'
import { RowsSkeleton } from '../ui/skeleton.tsx'
import { useWidget } from '../ui/widget.tsx'
import { DeclineDialog } from './decline-dialog.tsx'
import { InvitationItem } from './invitation-item.tsx'
import { useAcceptInvitation } from './use-accept-invitation.ts'
import { useDeclineInvitation } from './use-decline-invitation.ts'
import { usePendingInvitations } from './use-pending-invitations.ts'
import { useRowFocus } from './use-row-focus.ts'

/** What a host is asked before, and told after, each answer to an invitation. */
export interface InboxActions {
  readonly accept?: Action<PendingInvitation, PendingInvitation> | undefined
  readonly decline?: Action<DeclinedInvitation, DeclinedInvitation> | undefined
}

export interface DeclinedInvitation extends PendingInvitation {
  readonly reason: string | null
}

/** The waiting invitations, or why there are none to see. */
export function PendingList({ actions }: { readonly actions: InboxActions }) {
  const { slot, translator } = useWidget()
  const { t } = translator
  const { data, error, isPending, isFetching, refetch } = usePendingInvitations()
  const list = useRef<HTMLUListElement>(null)
  const problem = useProblem(error)
  const invitations = data?.pending_invitations ?? []
  useRowFocus(list, invitations.length)

  if (isPending) return <RowsSkeleton count={2} />
  if (!data) {
    return (
      <>
        <ProblemAlert problem={problem} />
        <Button pending={isFetching} onClick={() => void refetch()}>
          {t('common.retry')}
        </Button>
      </>
    )
  }
  if (invitations.length === 0) {
    return (
      <div className={slot('empty')}>
        <Emblem icon="inbox" tone="neutral" />
        <p>
          <strong>{t('inbox.emptyTitle')}</strong>
        </p>
        <p className={slot('text')}>{t('inbox.emptyText')}</p>
      </div>
    )
  }
  return (
    <ul className={slot('list')} ref={list}>
      {invitations.map((invitation) => (
        <PendingRow key={invitation.id} invitation={invitation} actions={actions} />
      ))}
    </ul>
  )
}

interface PendingRowProps {
  readonly invitation: PendingInvitation
  readonly actions: InboxActions
}

function PendingRow({ invitation, actions }: PendingRowProps) {
  const { translator, announce } = useWidget()
  const accepting = useAcceptInvitation()
  const declining = useDeclineInvitation()
  const [isAsked, setIsAsked] = useState(false)
  const acceptProblem = useProblem(accepting.error)
  const declineProblem = useProblem(declining.error)
  const { organization_name: organization } = invitation

  const accept = useAct({
    action: actions.accept,
    run: async (given: PendingInvitation) => {
      await accepting.mutateAsync(given.id)
      return given
    },
    onDone: () => announce(translator.t('invitations.accepted', { organization })),
  })
  const decline = useAct({
    action: actions.decline,
    run: async (given: DeclinedInvitation) => {
      await declining.mutateAsync({ invitationId: given.id, reason: given.reason })
      return given
    },
    onDone: () => announce(translator.t('invitations.declined', { organization })),
  })

  return (
    <InvitationItem
      invitation={{
        organization,
        role: invitation.role,
        team: invitation.team_name,
        invitedBy: invitation.invited_by,
        expiresAt: invitation.expires_at,
      }}
      pending={accepting.isPending ? 'accept' : declining.isPending ? 'decline' : null}
      problem={acceptProblem}
      onAccept={() => accept(invitation)}
      onDecline={() => setIsAsked(true)}
    >
      {isAsked && (
        <DeclineDialog
          organization={organization}
          submitting={declining.isPending}
          problem={declineProblem}
          onDecline={(reason) => decline({ ...invitation, reason })}
          onClose={() => setIsAsked(false)}
        />
      )}
    </InvitationItem>
  )
}
