import { type ReactNode, useState } from 'react'
import { PendingList } from '../invitations/pending-list.tsx'
import { usePendingInvitations } from '../invitations/use-pending-invitations.ts'
import { useWidget } from '../ui/widget.tsx'
import { JoinableList, type JoinableListProps } from './joinable-list.tsx'
import type { OrganizationActions } from './organization-actions.ts'
import { useJoinableOrganizations } from './use-organizations.ts'

export interface WaitingProps extends Pick<JoinableListProps, 'onOpen'> {
  readonly actions: OrganizationActions
}

/** What waits for an answer: invitations, and organizations of one's own e-mail domain. */
export function Waiting({ actions, onOpen }: WaitingProps) {
  const { slot, translator } = useWidget()
  const { t } = translator
  const invitations = usePendingInvitations().data?.count ?? 0
  const joinable = useJoinableOrganizations().data?.organizations.length ?? 0
  const [had, setHad] = useState({ invitations: false, joinable: false })
  // Where rows stay, so does what is around them: the last answer would otherwise take its own result away.
  const has = { invitations: had.invitations || invitations > 0, joinable: had.joinable || joinable > 0 }
  if (onOpen && (has.invitations !== had.invitations || has.joinable !== had.joinable)) setHad(has)

  const part = (title: string, content: ReactNode) => (
    <div className={slot('part')}>
      <strong className={slot('label')}>{title}</strong>
      {content}
    </div>
  )
  return (
    <>
      {has.invitations && part(t('inbox.title'), <PendingList actions={actions} onOpen={onOpen} />)}
      {has.joinable && part(t('company.title'), <JoinableList action={actions.join} onOpen={onOpen} />)}
    </>
  )
}

/** Counts what nobody has answered yet; undefined until it is known, or as far as it ever will be. */
export function useWaiting(): number | undefined {
  const invitations = usePendingInvitations()
  const joinable = useJoinableOrganizations()
  if (invitations.isPending || joinable.isPending) return undefined
  const open = joinable.data?.organizations.filter(({ requested }) => !requested) ?? []
  return (invitations.data?.count ?? 0) + open.length
}
