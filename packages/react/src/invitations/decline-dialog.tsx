import { isDeclineReason, type Problem } from '@tenantry/core'
import { declining } from '@tenantry/core/messages/en'
import { Form } from '../form/form.tsx'
import { TextareaField } from '../form/textarea-field.tsx'
import { useForm } from '../form/use-form.ts'
import { Button } from '../ui/button.tsx'
import { Actions } from '../ui/card.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useWidget } from '../ui/widget.tsx'

export interface DeclineDialogProps {
  readonly organization: string
  readonly submitting: boolean
  readonly problem: Problem | null
  readonly onDecline: (reason: string | null) => void
  readonly onClose: () => void
}

/** Asks in words whether an invitation is really to be declined, and why, if one wants to say. */
function DeclineDialog(props: DeclineDialogProps) {
  const { organization, submitting, problem, onDecline, onClose } = props
  const { t } = useWidget().translator
  const form = useForm({
    initial: { reason: '' },
    faultsOf: (held) => (isDeclineReason(held.reason) ? [] : ['reason']),
    problem,
  })
  const { reason } = form.values

  return (
    <Dialog
      title={t('declining.title', { organization })}
      text={t('declining.text')}
      hasFields
      onClose={() => !submitting && onClose()}
    >
      <Form
        formRef={form.ref}
        problem={problem}
        wrong={form.wrong.map((name) => ({ name, label: t('declining.reason') }))}
        onSubmit={() => {
          if (!submitting && form.check()) onDecline(reason.trim() || null)
        }}
      >
        <TextareaField
          name="reason"
          label={t('declining.reason')}
          hint={t('declining.reasonHint', { organization })}
          error={form.wrong.includes('reason') ? t('form.reason') : undefined}
          rows={2}
          value={reason}
          optional
          onChange={(value) => form.set({ reason: value })}
        />
        <Actions>
          <Button kind="danger" type="submit" pending={submitting}>
            {t(submitting ? 'declining.confirming' : 'declining.confirm')}
          </Button>
          <Button blocked={submitting} isFocused onClick={onClose}>
            {t('declining.keep')}
          </Button>
        </Actions>
      </Form>
    </Dialog>
  )
}

/** The part with its words. */
export const declineDialog = { Part: DeclineDialog, words: [declining] }
