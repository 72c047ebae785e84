import type { InputHTMLAttributes } from 'react'
import { useWidget } from '../ui/widget.tsx'
import { Field, type FieldProps } from './field.tsx'

type Native = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  'autoComplete' | 'autoCapitalize' | 'spellCheck' | 'inputMode' | 'maxLength' | 'readOnly' | 'type'
>

export interface TextFieldProps extends Omit<FieldProps, 'children'>, Native {
  readonly name: string
  readonly value: string
  readonly onChange?: (value: string) => void
  /** Stands before the value and is not part of it. */
  readonly prefix?: string | undefined
}

/** A line of text. */
export function TextField(props: TextFieldProps) {
  const { slot } = useWidget()
  const { label, hint, error, optional, status, onChange, prefix, type = 'text', ...rest } = props
  return (
    <Field label={label} hint={hint} error={error} {...(optional && { optional })} status={status}>
      {(control) => {
        const input = (
          <input
            {...rest}
            {...control}
            type={type}
            className={slot('input')}
            dir={type === 'email' || prefix ? 'ltr' : 'auto'}
            required={!optional}
            onChange={(event) => onChange?.(event.target.value)}
          />
        )
        if (!prefix) return input
        return (
          <div className={slot('inputGroup')} dir="ltr">
            <span className={slot('inputPrefix')} aria-hidden="true">
              {prefix}
            </span>
            {input}
          </div>
        )
      }}
    </Field>
  )
}
