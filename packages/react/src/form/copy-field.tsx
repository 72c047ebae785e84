import { useRef } from 'react'
import { Icon } from '../ui/icon.tsx'
import { useWidget } from '../ui/widget.tsx'
import { Field } from './field.tsx'

export interface CopyFieldProps {
  readonly label: string
  readonly value: string
}

/** A text to be put elsewhere, with a button that copies it. */
export function CopyField({ label, value }: CopyFieldProps) {
  const { slot, announce, translator } = useWidget()
  const { t } = translator
  const ref = useRef<HTMLInputElement>(null)

  async function copy() {
    // Selected it can be copied by hand, where a page may not write to the clipboard.
    ref.current?.select()
    await navigator.clipboard?.writeText(value).then(
      () => announce(t('list.copied')),
      () => {},
    )
  }

  return (
    <Field label={label}>
      {(control) => (
        <div className={slot('inputGroup')} dir="ltr">
          <input {...control} ref={ref} className={slot('input')} value={value} readOnly />
          <button
            type="button"
            className={slot('iconButton')}
            aria-label={t('list.copy', { what: label })}
            onClick={copy}
          >
            <Icon name="copy" />
          </button>
        </div>
      )}
    </Field>
  )
}
