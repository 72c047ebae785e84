import { useEffect, useId, useState } from 'react'
import { Icon } from './icon.tsx'
import { useWidget } from './widget.tsx'

const PAUSE_MS = 250

export interface SearchFieldProps {
  readonly label: string
  readonly value: string
  /** The id of a `<datalist>` to choose from. */
  readonly options?: string
  /** Called a moment after the typing stopped, without the spaces around it. */
  readonly onChange: (value: string) => void
}

/** A field that narrows a list. */
export function SearchField({ label, value, options, onChange }: SearchFieldProps) {
  const { slot } = useWidget()
  const id = useId()
  const [typed, setTyped] = useState(value)
  const wanted = typed.trim()
  const [known, setKnown] = useState(value)
  if (known !== value) {
    setKnown(value)
    // A space behind a word begins the next one.
    if (wanted !== value) setTyped(value)
  }
  useEffect(() => {
    if (wanted === value) return
    const timer = setTimeout(onChange, PAUSE_MS, wanted)
    return () => clearTimeout(timer)
  }, [wanted, value, onChange])

  return (
    <search className={slot('search')}>
      <label className={slot('hidden')} htmlFor={id}>
        {label}
      </label>
      <Icon name="search" />
      <input
        id={id}
        type="search"
        list={options}
        className={slot('input')}
        placeholder={label}
        value={typed}
        maxLength={100}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
      />
    </search>
  )
}
