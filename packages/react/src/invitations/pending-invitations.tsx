import { inbox } from '@tenantry/core/messages/en'
import type { Appearance } from '../provider/appearance.ts'
import { useWidget, Widget } from '../ui/widget.tsx'
import { type InboxActions, PendingList } from './pending-list.tsx'
import { usePendingInvitations } from './use-pending-invitations.ts'
import { usePendingState } from './use-pending-state.ts'

const words = [inbox]

/** Who is asked before an answer is given, and how the inbox looks. */
export interface PendingInvitationsProps {
  /** Asked before, and told after, each answer. */
  readonly actions?: InboxActions
  /** How it looks, laid over the appearance of the provider. */
  readonly appearance?: Appearance
}

const noActions: InboxActions = {}

/** The inbox of somebody who works in an organization already: accept or decline what waits (seed 003, scenario 4). */
export function PendingInvitations({ actions = noActions, appearance }: PendingInvitationsProps) {
  return (
    <Widget name="pending-invitations" words={words} state={usePendingState()} appearance={appearance}>
      <Inbox actions={actions} />
    </Widget>
  )
}

function Inbox({ actions }: { readonly actions: InboxActions }) {
  const { slot, translator, level } = useWidget()
  const { data } = usePendingInvitations()
  const Heading = `h${level}` as const
  return (
    <section className={slot('card')} aria-label={translator.t('inbox.title')} data-wide="">
      <header className={slot('header')}>
        <Heading className={slot('title')} tabIndex={-1} data-tenantry-title="">
          {translator.t('inbox.title')}
          {data && data.count > 0 && <span className={slot('badge')}>{data.count}</span>}
        </Heading>
      </header>
      <div className={slot('body')}>
        <PendingList actions={actions} />
      </div>
    </section>
  )
}
