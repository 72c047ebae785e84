import { inbox } from '@tenantry/core/messages/en'
import { useId, useState } from 'react'
import type { Appearance } from '../provider/appearance.ts'
import { Icon } from '../ui/icon.tsx'
import { useWidget, Widget } from '../ui/widget.tsx'
import { type InboxActions, PendingList } from './pending-list.tsx'
import { usePendingInvitations } from './use-pending-invitations.ts'
import { usePendingState } from './use-pending-state.ts'

const words = [inbox]

const MOST = 99

/** What a click opens, and whether the badge shows while nothing waits. */
export interface PendingInvitationsBadgeProps {
  /** Goes to an inbox of the host's; without it the button opens one of its own. */
  readonly onClick?: () => void
  /** Shows nothing as long as nothing waits. @default false */
  readonly hideEmpty?: boolean
  /** Asked before, and told after, each answer. */
  readonly actions?: InboxActions
  /** How it looks, laid over the appearance of the provider. */
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
    <Widget name="pending-invitations-badge" words={words} state={state} appearance={appearance}>
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
  const shown = count > MOST ? `${MOST}+` : `${count}`
  const words = count > 0 ? translator.t('inbox.count', { count }) : translator.t('inbox.emptyTitle')
  return (
    <button
      type="button"
      className={slot('badgeButton')}
      // Who speaks to the machine says what is to be seen (WCAG 2.5.3), and some languages have a word for two.
      aria-label={count === 0 || words.includes(shown) ? words : `${shown}, ${words}`}
      {...(popoverId && { popoverTarget: popoverId, 'aria-haspopup': 'dialog' })}
      onClick={onClick}
    >
      <Icon name="inbox" />
      {count > 0 && (
        <span className={slot('badgeCount')} aria-hidden="true">
          {shown}
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
        onToggle={({ newState, currentTarget }) => {
          onToggle(newState === 'open')
          // A dialog has the focus; the browser gives it back.
          if (newState === 'open') currentTarget.querySelector('button')?.focus()
        }}
      >
        {/* No header: outside of a section that would be a banner of the page. */}
        <div className={slot('popoverHeader')}>
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
        </div>
        {isOpen && <PendingList actions={actions} />}
      </div>
    </>
  )
}
