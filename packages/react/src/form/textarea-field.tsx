import { useWidget } from '../ui/widget.tsx'
import { Field, type FieldProps } from './field.tsx'

export interface TextareaFieldProps extends Omit<FieldProps, 'children'> {
  readonly name: string
  readonly value: string
  readonly rows: number
  readonly onChange: (value: string) => void
  readonly inputMode?: 'email'
}

/** Several lines of text. */
export function TextareaField({ label, hint, error, optional, status, onChange, ...rest }: TextareaFieldProps) {
  const { slot } = useWidget()
  return (
    <Field label={label} hint={hint} error={error} {...(optional && { optional })} status={status}>
      {(control) => (
        <textarea
          {...rest}
          {...control}
          className={slot('textarea')}
          dir="auto"
          required={!optional}
          spellCheck={rest.inputMode === undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
