import { useWidget } from '../ui/widget.tsx'
import { Field, type FieldProps } from './field.tsx'

export interface Option {
  readonly value: string
  readonly label: string
}

export interface SelectFieldProps extends Omit<FieldProps, 'children' | 'optional' | 'status'> {
  readonly name: string
  readonly value: string
  readonly options: readonly Option[]
  readonly onChange: (value: string) => void
  readonly autoComplete?: string
}

/** A choice of one, in the browser's own list. */
export function SelectField({ label, hint, error, options, onChange, ...rest }: SelectFieldProps) {
  const { slot } = useWidget()
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <select {...rest} {...control} className={slot('select')} onChange={(event) => onChange(event.target.value)}>
          {options.map((option) => (
            // What a server calls a country, a browser may call otherwise.
            <option key={option.value} value={option.value} suppressHydrationWarning>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
