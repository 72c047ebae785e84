import { type ComponentProps, useId } from 'react'

export interface FieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  readonly label: string
  readonly name: string
  readonly hint?: string
}

/** A labelled line of text. */
export function Field({ label, hint, ...input }: FieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input {...input} id={id} {...(hint && { 'aria-describedby': `${id}hint` })} />
      {hint && <p id={`${id}hint`}>{hint}</p>}
    </div>
  )
}
