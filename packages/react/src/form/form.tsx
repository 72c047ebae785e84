import type { Problem } from '@tenantry/core'
import type { FormEvent, ReactNode, RefObject } from 'react'
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

export interface WrongField {
  readonly name: FieldName
  readonly label: string
}

export interface FormProps {
  readonly formRef: RefObject<HTMLFormElement | null>
  readonly wrong?: readonly WrongField[]
  readonly problem?: Problem | null | undefined
  readonly onSubmit: () => unknown
  readonly children: ReactNode
}

/** A form that says in words what is wrong: over it the summary, at each field the reason. */
export function Form({ formRef, wrong = [], problem, onSubmit, children }: FormProps) {
  const { slot } = useWidget()
  // Where fields are named, they say it themselves.
  const isSaid = wrong.length > 0 && problem?.code === 'VALIDATION_FAILED'
  // The promise is dropped on purpose: React holds back every transition of the page until an action's promise ends.
  return (
    <form ref={formRef} className={slot('form')} noValidate action={() => void onSubmit()} onReset={keep}>
      {!isSaid && <ProblemAlert problem={problem} />}
      {wrong.length > 1 && <Problems wrong={wrong} formRef={formRef} />}
      {children}
    </form>
  )
}

interface ProblemsProps extends Pick<FormProps, 'formRef'> {
  readonly wrong: readonly WrongField[]
}

// React resets a form after its action. What somebody chose in a select would be lost with that.
function keep(event: FormEvent) {
  event.preventDefault()
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
