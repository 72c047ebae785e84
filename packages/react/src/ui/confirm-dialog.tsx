import type { Problem } from '@tenantry/core'
import { type ReactNode, useState } from 'react'
import { Form } from '../form/form.tsx'
import { TextField } from '../form/text-field.tsx'
import { Button } from './button.tsx'
import { Actions } from './card.tsx'
import { Dialog } from './dialog.tsx'
import { useWidget } from './widget.tsx'

export interface ConfirmDialogProps {
  readonly title: string
  readonly text: string
  /** Names the act. */
  readonly confirm: string
  readonly isDangerous?: boolean
  readonly pending?: boolean
  readonly problem?: Problem | null
  /** Has to be typed before: for what cannot be mended. */
  readonly phrase?: string
  readonly onConfirm: () => void
  readonly onClose: () => void
  readonly children?: ReactNode
}

/** Asks in words whether something is really to be done. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, text, confirm, isDangerous = false, pending = false, problem, phrase, onConfirm, onClose } = props
  const { t } = useWidget().translator
  const [typed, setTyped] = useState('')
  const [isWrong, setIsWrong] = useState(false)

  function submit() {
    if (pending) return
    const matches = phrase === undefined || typed.trim() === phrase
    setIsWrong(!matches)
    if (matches) onConfirm()
  }

  return (
    <Dialog
      title={title}
      text={text}
      hasFields={phrase !== undefined || Boolean(props.children)}
      onClose={() => !pending && onClose()}
    >
      <Form problem={problem} onSubmit={submit}>
        {props.children}
        {phrase !== undefined && (
          <TextField
            name="phrase"
            label={t('confirm.phrase', { phrase })}
            error={isWrong ? t('confirm.phraseWrong', { phrase }) : undefined}
            value={typed}
            autoComplete="off"
            onChange={setTyped}
          />
        )}
        <Actions>
          <Button kind={isDangerous ? 'danger' : 'primary'} type="submit" pending={pending} isFocused={!isDangerous}>
            {confirm}
          </Button>
          <Button blocked={pending} isFocused={isDangerous} onClick={onClose}>
            {t('confirm.cancel')}
          </Button>
        </Actions>
      </Form>
    </Dialog>
  )
}
