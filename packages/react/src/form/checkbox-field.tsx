import { useId } from 'react'
import { useWidget } from '../ui/widget.tsx'

export interface CheckboxFieldProps {
  readonly name: string
  readonly label: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

/** A yes or no. */
export function CheckboxField({ name, label, checked, onChange }: CheckboxFieldProps) {
  const { slot } = useWidget()
  const id = useId()
  return (
    <div className={slot('checkbox')}>
      <input
        id={id}
        type="checkbox"
        name={name}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label htmlFor={id}>{label}</label>
    </div>
  )
}
