import { sent } from '@tenantry/core/messages/en'
import { Field } from '../form/field.tsx'
import { Button } from '../ui/button.tsx'
import { Actions } from '../ui/card.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useWidget } from '../ui/widget.tsx'
import type { AskedInvitation, InvitationActs } from './use-invitation-acts.ts'

export interface InvitationDialogProps extends AskedInvitation {
  readonly run: InvitationActs
  readonly onClose: () => void
}

/** Asks whether a link is really to end; and shows a new one that could not be copied. */
function InvitationDialog({ act, invitation, run, onClose }: InvitationDialogProps) {
  const { slot, translator } = useWidget()
  const { t } = translator
  const { link } = run

  if (link && !run.isPending) {
    const when = translator.relative(link.expires_at, Date.now())
    return (
      <Dialog
        key="link"
        title={t('sent.linkReady', invitation)}
        text={t('sent.linkOnce', { when })}
        hasFields
        onClose={onClose}
      >
        <div className={slot('form')}>
          <Field label={t('sent.linkLabel')}>
            {(control) => (
              <input
                {...control}
                ref={selectAll}
                className={slot('input')}
                dir="ltr"
                readOnly
                value={link.url}
                data-autofocus=""
                onFocus={(event) => event.target.select()}
              />
            )}
          </Field>
          <Actions>
            <Button onClick={onClose}>{t('inbox.close')}</Button>
          </Actions>
        </div>
      </Dialog>
    )
  }
  const texts = {
    link: {
      title: t('sent.linkTitle', invitation),
      text: t('sent.linkText'),
      confirm: t('sent.linkConfirm'),
      onConfirm: () => void run.copy(invitation),
    },
    revoke: {
      title: t('sent.revokeTitle', invitation),
      text: t('sent.revokeText'),
      confirm: t('sent.revoke'),
      isDangerous: true,
      onConfirm: () => void run.revoke(invitation),
    },
  } as const
  return (
    <ConfirmDialog {...texts[act]} problem={run.errorOf(invitation.id)} pending={run.isPending} onClose={onClose} />
  )
}

function selectAll(input: HTMLInputElement | null) {
  input?.select()
}

/** The part with its words. */
export const invitationDialog = { Part: InvitationDialog, words: [sent] }
