import { inviting } from '@tenantry/core/messages/en'
import { useEffect } from 'react'
import { useOrganization } from '../organizations/use-organization.ts'
import { useOrganizationOf } from '../organizations/use-organization-of.ts'
import type { Appearance } from '../provider/appearance.ts'
import { viewOf } from '../query/view.ts'
import { preload } from '../ui/deferred.tsx'
import { CardSkeleton } from '../ui/skeleton.tsx'
import { Views } from '../ui/views.tsx'
import { Widget } from '../ui/widget.tsx'
import { InviteDialog, type InviteTrigger } from './invite-dialog.tsx'
import { InviteMembersCard, loadInvitingForm } from './invite-members-card.tsx'
import type { InviteAction } from './use-inviting.ts'

const words = [inviting]

/** Where people are invited to, with which roles, and whether in place or in a dialog. */
export interface InviteMembersProps extends InviteAction {
  /** The organization it is about. @default the organization that this tab works in */
  readonly organizationId?: string
  /** The roles on offer. @default those that the caller may give */
  readonly roles?: readonly string[]
  /** The role chosen at first. @default the last one on offer */
  readonly defaultRole?: string
  /** Opens the form in a dialog: the words on a button, or what makes an element of the host's own; whoever may not invite sees none. */
  readonly trigger?: InviteTrigger
  /** Shows a button that goes on, and is called by it; with a `trigger`, called when the dialog closes. */
  readonly onDone?: () => void
  /** How it looks, laid over the appearance of the provider. */
  readonly appearance?: Appearance
}

/** Invites people by e-mail, as many as are pasted, each with a role, and says of each what became of it. */
export function InviteMembers({ organizationId, trigger, onDone, appearance, ...options }: InviteMembersProps) {
  const isInPlace = trigger === undefined
  const { organizationId: id, nowhere } = useOrganizationOf(organizationId)
  const { data, error, isFetching, refetch } = useOrganization(id ?? undefined)
  const mayNot = data && !data.permissions.includes('invitations:create')
  const view = mayNot ? 'forbidden' : viewOf({ data, error })
  const of = { view, error, isFetching, refetch: () => void refetch(), ...nowhere }
  const content = data && { ...options, organization: data.organization }
  useEffect(() => {
    // Beside the question whether the caller may invite, whose answer it waits for.
    if (isInPlace) preload(loadInvitingForm)
  }, [isInPlace])
  return (
    <Widget name="invite-members" words={words} state={of.view} appearance={appearance}>
      {isInPlace ? (
        <Views of={of} skeleton={<CardSkeleton />} frame="card">
          {content && <InviteMembersCard {...content} key={id} onFinish={onDone} />}
        </Views>
      ) : (
        of.view === 'ready' && content && <InviteDialog {...content} key={id} trigger={trigger} onClose={onDone} />
      )}
    </Widget>
  )
}
