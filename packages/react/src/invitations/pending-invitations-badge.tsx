import { useId, useState } from 'react'
import type { Appearance } from '../provider/appearance.ts'
import { Icon } from '../ui/icon.tsx'
import { useWidget, Widget } from '../ui/widget.tsx'
import { usePendingState } from './pending-invitations.tsx'
import { type InboxActions, PendingList } from './pending-list.tsx'
import { usePendingInvitations } from './use-pending-invitations.ts'

const MOST = 99

export interface PendingInvitationsBadgeProps {
  /** Goes to an inbox of the host's; without it the button opens one of its own. */
  readonly onClick?: () => void
  /** Shows nothing as long as nothing waits. @default false */
  readonly hideEmpty?: boolean
  readonly actions?: InboxActions
  readonly appearance?: Appearance
}

const noActions: InboxActions = {}

/** A button that counts the waiting invitations, and opens them. */
export function PendingInvitationsBadge(props: PendingInvitationsBadgeProps) {
  const { onClick, hideEmpty = false, actions = noActions, appearance } = props
  const state = usePendingState()
  // Once opened it stays: the last answer would otherwise take its own result away.
  const [isOpen, setIsOpen] = useState(false)
  if (hideEmpty && state !== 'ready' && !isOpen) return null
  return (
    <Widget name="pending-invitations-badge" state={state} appearance={appearance}>
      {onClick ? <CountButton onClick={onClick} /> : <Popover actions={actions} isOpen={isOpen} onToggle={setIsOpen} />}
    </Widget>
  )
}

interface CountButtonProps {
  readonly onClick?: () => void
  readonly popoverId?: string
}

function CountButton({ onClick, popoverId }: CountButtonProps) {
  const { slot, translator } = useWidget()
  const count = usePendingInvitations().data?.count ?? 0
  return (
    <button
      type="button"
      className={slot('badgeButton')}
      aria-label={count > 0 ? translator.t('inbox.count', { count }) : translator.t('inbox.emptyTitle')}
      {...(popoverId && { popoverTarget: popoverId, 'aria-haspopup': 'dialog' })}
      onClick={onClick}
    >
      <Icon name="inbox" />
      {count > 0 && (
        <span className={slot('badgeCount')} aria-hidden="true">
          {count > MOST ? `${MOST}+` : count}
        </span>
      )}
    </button>
  )
}

interface PopoverProps {
  readonly actions: InboxActions
  readonly isOpen: boolean
  readonly onToggle: (isOpen: boolean) => void
}

function Popover({ actions, isOpen, onToggle }: PopoverProps) {
  const { slot, translator } = useWidget()
  const id = useId()
  return (
    <>
      <CountButton popoverId={id} />
      <div
        id={id}
        className={slot('popover')}
        popover="auto"
        role="dialog"
        aria-label={translator.t('inbox.title')}
        onToggle={(event) => onToggle(event.newState === 'open')}
      >
        <header className={slot('popoverHeader')}>
          <strong>{translator.t('inbox.title')}</strong>
          <button
            type="button"
            className={slot('iconButton')}
            aria-label={translator.t('inbox.close')}
            popoverTarget={id}
            popoverTargetAction="hide"
          >
            <Icon name="cross" />
          </button>
        </header>
        {isOpen && <PendingList actions={actions} />}
      </div>
    </>
  )
}
