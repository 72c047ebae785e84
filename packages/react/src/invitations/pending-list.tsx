import type { OrganizationRef, PendingInvitation } from '@tenantry/core'
import { useRef, useState } from 'react'
import type { Action } from '../actions/action.ts'
import { useAct } from '../actions/use-act.ts'
import { useProblem } from '../query/use-problem.ts'
import { ProblemAlert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Emblem } from '../ui/card.tsx'
import { DeferredDialog } from '../ui/deferred.tsx'
import { RowsSkeleton } from '../ui/skeleton.tsx'
import { useWidget } from '../ui/widget.tsx'
import { InvitationItem } from './invitation-item.tsx'
import { loadDeclineDialog } from './load-decline-dialog.ts'
import { OpenButton } from './open-button.tsx'
import { useAcceptInvitation } from './use-accept-invitation.ts'
import { useDeclineInvitation } from './use-decline-invitation.ts'
import { useKept } from './use-kept.ts'
import { usePendingInvitations } from './use-pending-invitations.ts'
import { useRowFocus } from './use-row-focus.ts'

/** What a host is asked before, and told after, each answer to an invitation. */
export interface InboxActions {
  readonly accept?: Action<PendingInvitation, PendingInvitation> | undefined
  readonly decline?: Action<DeclinedInvitation, DeclinedInvitation> | undefined
}

/** An invitation with the reason for declining it. */
export interface DeclinedInvitation extends PendingInvitation {
  /** At most 500 characters; null when none was given. */
  readonly reason: string | null
}

export interface PendingListProps {
  readonly actions: InboxActions
  /** Goes to the organization of an accepted invitation; the row then stays where it is, and leads there. */
  readonly onOpen?: ((organization: OrganizationRef) => void) | undefined
}

/** The waiting invitations, or why there are none to see. */
export function PendingList({ actions, onOpen }: PendingListProps) {
  const { slot, translator } = useWidget()
  const { t } = translator
  const { data, error, isPending, isFetching, refetch } = usePendingInvitations()
  const list = useRef<HTMLUListElement>(null)
  const problem = useProblem(error)
  const { shown: invitations, keep, release } = useKept(data?.pending_invitations ?? [])
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
        <PendingRow key={invitation.id} {...{ invitation, actions, onOpen, keep, release }} />
      ))}
    </ul>
  )
}

interface PendingRowProps extends PendingListProps {
  readonly invitation: PendingInvitation
  readonly keep: (invitation: PendingInvitation) => void
  readonly release: (invitation: PendingInvitation) => void
}

function PendingRow({ invitation, actions, onOpen, keep, release }: PendingRowProps) {
  const { translator, announce } = useWidget()
  const accepting = useAcceptInvitation()
  const declining = useDeclineInvitation()
  const [isAsked, setIsAsked] = useState(false)
  const acceptProblem = useProblem(accepting.error)
  const declineProblem = useProblem(declining.error)
  const { organization_name: organization } = invitation
  const joined = accepting.data?.organization

  const accept = useAct({
    action: actions.accept,
    run: async (given: PendingInvitation) => {
      if (onOpen) keep(given)
      await accepting.mutateAsync(given.id)
      return given
    },
    onDone: () => announce(translator.t('invitations.accepted', { organization })),
  })
  const decline = useAct({
    action: actions.decline,
    run: async (given: DeclinedInvitation) => {
      release(invitation)
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
      done={joined && onOpen && <OpenButton organization={joined} onOpen={onOpen} />}
      onAccept={() => accept(invitation)}
      onDecline={() => setIsAsked(true)}
    >
      {isAsked && (
        <DeferredDialog
          load={loadDeclineDialog}
          props={{
            organization,
            submitting: declining.isPending,
            problem: declineProblem,
            onDecline: (reason) => decline({ ...invitation, reason }),
            onClose: () => setIsAsked(false),
          }}
        />
      )}
    </InvitationItem>
  )
}
