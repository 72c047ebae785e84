import type { InvitationDraft, InvitationResult, OrganizationRef } from '@tenantry/core'
import type { Action } from '../actions/action.ts'
import type { Appearance } from '../provider/appearance.ts'
import { Widget } from '../ui/widget.tsx'
import { InvitePeopleCard } from './invite-people-card.tsx'

export interface InvitePeopleProps extends Action<readonly InvitationDraft[], readonly InvitationResult[]> {
  /** The organization to invite to. */
  readonly organization: OrganizationRef
  /** The roles on offer; the last one is chosen at first. @default admin, manager, employee */
  readonly roles?: readonly string[]
  /** Shows a button that goes on, and is called by it. */
  readonly onDone?: () => void
  readonly appearance?: Appearance
}

/** Invites people by e-mail, many at once, and says of each what became of it. */
export function InvitePeople({ organization, roles, onDone, appearance, ...action }: InvitePeopleProps) {
  return (
    <Widget name="invite-people" state="invite-people" appearance={appearance}>
      <InvitePeopleCard organization={organization} roles={roles} onFinish={onDone} {...action} />
    </Widget>
  )
}
