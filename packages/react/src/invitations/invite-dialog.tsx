import type { OrganizationRef } from '@tenantry/core'
import { type ReactNode, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { DeferredDialog, preload } from '../ui/deferred.tsx'
import { useWidget } from '../ui/widget.tsx'
import type { InvitingOptions } from './use-inviting.ts'

/** What opens the invite dialog: the words on a button, or an element of the host's own. */
export type InviteTrigger = ReactNode | ((open: () => void) => ReactNode)

export interface InviteDialogProps extends InvitingOptions {
  readonly organization: OrganizationRef
  readonly trigger: InviteTrigger
  readonly onClose?: (() => void) | undefined
}

const load = () => import('./invite-form-dialog.tsx').then(({ inviteFormDialog }) => inviteFormDialog)

/** Opens the invite form in a dialog. Who is in it stays, should the dialog be closed before they are sent. */
export function InviteDialog({ organization, trigger, onClose, ...options }: InviteDialogProps) {
  const { t } = useWidget().translator
  const [isOpen, setIsOpen] = useState(false)
  const [wasOpened, setWasOpened] = useState(false)
  const open = () => {
    setIsOpen(true)
    setWasOpened(true)
  }
  const close = () => {
    setIsOpen(false)
    onClose?.()
  }

  return (
    <>
      {typeof trigger === 'function' ? (
        trigger(open)
      ) : (
        <Button kind="primary" aria-haspopup="dialog" onNear={() => preload(load)} onClick={open}>
          {trigger}
        </Button>
      )}
      {wasOpened && (
        <DeferredDialog
          load={load}
          props={{
            ...options,
            organizationId: organization.id,
            title: t('invite.title'),
            text: t('invite.text', { organization: organization.name }),
            isOpen,
            onClose: close,
          }}
        />
      )}
    </>
  )
}
