import { inviteBox, inviting } from '@tenantry/core/messages/en'
import { Dialog } from '../ui/dialog.tsx'
import { InviteForm } from './invite-form.tsx'
import { type InvitingOptions, useInviting } from './use-inviting.ts'

export interface InviteFormDialogProps extends InvitingOptions {
  readonly organizationId: string
  readonly title: string
  readonly text: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** The invite form in a dialog; who is in it stays while it is closed. */
function InviteFormDialog({ organizationId, title, text, isOpen, onClose, ...options }: InviteFormDialogProps) {
  const inviting = useInviting(organizationId, options)
  return (
    isOpen && (
      <Dialog title={title} text={text} onClose={onClose}>
        <InviteForm {...inviting} onFinish={onClose} isInDialog />
      </Dialog>
    )
  )
}

/** The part with its words. */
export const inviteFormDialog = { Part: InviteFormDialog, words: [inviting, inviteBox] }
