import { type ReactNode, useId } from 'react'
import { Icon } from '../ui/icon.tsx'
import { useWidget } from '../ui/widget.tsx'

/** What ties a control to its label, its hint and its error. */
export interface ControlProps {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

export interface FieldProps {
  readonly label: string
  readonly hint?: ReactNode
  /** What is wrong, as a sentence. */
  readonly error?: string | undefined
  readonly optional?: boolean
  /** A live line under the control. */
  readonly status?: ReactNode
  readonly children: (control: ControlProps) => ReactNode
}

/** A labelled control with its hint and its error, tied together for everybody. */
export function Field({ label, hint, error, optional, status, children }: FieldProps) {
  const { slot, translator } = useWidget()
  const id = useId()
  const describedBy = [error && `${id}error`, status && `${id}status`, hint && !error && `${id}hint`]
    .filter(Boolean)
    .join(' ')
  return (
    <div className={slot('field')} data-invalid={error ? true : undefined}>
      <label className={slot('label')} htmlFor={id}>
        {label}
        {optional && <small> ({translator.t('common.optional')})</small>}
      </label>
      {children({ id, 'aria-describedby': describedBy || undefined, 'aria-invalid': error ? true : undefined })}
      {error && (
        <p className={slot('error')} id={`${id}error`}>
          <Icon name="warning" />
          {error}
        </p>
      )}
      {status && <div id={`${id}status`}>{status}</div>}
      {hint && !error && (
        <p className={slot('hint')} id={`${id}hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}
