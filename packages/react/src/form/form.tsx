import type { Problem } from '@tenantry/core'
import { type FormEvent, type ReactNode, type RefObject, useRef } from 'react'
import { ProblemAlert } from '../ui/alert.tsx'
import { Icon } from '../ui/icon.tsx'
import { useWidget } from '../ui/widget.tsx'
import { unfold } from './unfold.ts'

/** The fields that carry a sentence about what is wrong with them. */
export type FieldName =
  | 'name'
  | 'slug'
  | 'google_domain'
  | 'country_code'
  | 'full_name'
  | 'password'
  | 'confirmPassword'
  | 'reason'
  | 'emails'
  | 'logo_url'
  | 'locale'

export interface WrongField {
  readonly name: FieldName
  readonly label: string
}

export interface FormProps {
  readonly formRef?: RefObject<HTMLFormElement | null>
  readonly wrong?: readonly WrongField[]
  readonly problem?: Problem | null | undefined
  readonly onSubmit: () => unknown
  readonly children: ReactNode
}

/** A form that says in words what is wrong: over it the summary, at each field the reason. */
export function Form({ formRef, wrong = [], problem, onSubmit, children }: FormProps) {
  const { slot } = useWidget()
  const own = useRef<HTMLFormElement>(null)
  const ref = formRef ?? own
  // Where fields are named, they say it themselves.
  const isSaid = wrong.length > 0 && problem?.code === 'VALIDATION_FAILED'

  function submit(event: FormEvent) {
    event.preventDefault()
    void onSubmit()
  }

  return (
    // No action of React's: drawn on a server, it brings an inline script along, which a strict policy refuses. Submitted before
    // React has taken over the page, `dialog` sends nothing, least of all a password into the address.
    <form ref={ref} className={slot('form')} noValidate method="dialog" onSubmit={submit}>
      {!isSaid && <ProblemAlert problem={problem} />}
      {wrong.length > 1 && <Problems wrong={wrong} formRef={ref} />}
      {children}
    </form>
  )
}

interface ProblemsProps {
  readonly formRef: RefObject<HTMLFormElement | null>
  readonly wrong: readonly WrongField[]
}

/** Counts the wrong fields, and leads to each. */
function Problems({ wrong, formRef }: ProblemsProps) {
  const { slot, translator } = useWidget()
  function focus(name: string) {
    const field = formRef.current?.querySelector<HTMLElement>(`[name="${name}"]`)
    if (!field) return
    unfold(field)
    field.focus()
  }

  return (
    <div className={slot('alert', 'alertDanger')} role="alert" tabIndex={-1} data-tenantry-problems="">
      <Icon name="warning" />
      <div>
        <strong>{translator.t('form.problems', { count: wrong.length })}</strong>
        <ul>
          {wrong.map(({ name, label }) => (
            <li key={name}>
              <button type="button" onClick={() => focus(name)}>
                {label}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
