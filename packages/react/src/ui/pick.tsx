import type { Option } from '../form/select-field.tsx'
import { useWidget } from './widget.tsx'

export interface PickProps {
  readonly label: string
  readonly value: string
  readonly options: readonly Option[]
  readonly onChange: (value: string) => void
}

/** A choice of one in a line of other things: its label is for screen readers. */
export function Pick({ label, value, options, onChange }: PickProps) {
  const { slot } = useWidget()
  return (
    <select
      className={slot('select', 'pick')}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
