import type { Problem } from '@tenantry/core'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { unfold } from './unfold.ts'

export interface FormOptions<V extends object> {
  /** What the fields hold until somebody edits them. */
  readonly initial: V
  /** The fields that the contract refuses; the server has the last word. */
  readonly faultsOf: (values: V) => readonly string[]
  /** What the server said of the last submission. */
  readonly problem?: Problem | null | undefined
}

export interface FormState<V extends object> {
  readonly values: V
  readonly set: (change: Partial<V>) => void
  /** The fields that hold something else than what they began with. */
  readonly changed: readonly Extract<keyof V, string>[]
  /** Forgets what was saved as it was sent; what was typed since stays. */
  readonly saved: (sent: V) => void
  /** Goes back to what the fields began with. */
  readonly reset: () => void
  /** The fields that are not right, in the order of the form. */
  readonly wrong: readonly Extract<keyof V, string>[]
  /** Tells whether the values may be sent; if not, says so and moves the focus there. */
  readonly check: () => boolean
  readonly ref: RefObject<HTMLFormElement | null>
}

/** Holds the values of a form, and which of them the contract or the server refuses. */
export function useForm<V extends object>({ initial, faultsOf, problem = null }: FormOptions<V>): FormState<V> {
  type Field = Extract<keyof V, string>
  const fields = Object.keys(initial) as Field[]
  const [edits, setEdits] = useState<Partial<V>>({})
  const values = { ...initial, ...edits }
  const [refused, setRefused] = useState<readonly Field[]>([])
  const [attempts, setAttempts] = useState(0)
  // What was edited since the server spoke.
  const [edited, setEdited] = useState<Edited<Field>>({ problem: null, fields: [] })
  const ref = useRef<HTMLFormElement>(null)
  const isFresh = (field: Field) => edited.problem !== problem || !edited.fields.includes(field)
  const named = problem ? fieldsOf(problem.issues, fields).filter(isFresh) : []

  useEffect(() => {
    if (attempts > 0) focusOnTrouble(ref.current)
  }, [attempts])
  useEffect(() => {
    if (problem) focusOnTrouble(ref.current)
  }, [problem])

  return {
    values,
    wrong: fields.filter((field) => refused.includes(field) || named.includes(field)),
    ref,
    changed: fields.filter((field) => values[field] !== initial[field]),
    saved(sent) {
      setEdits((now) => {
        const later = fields.filter((field) => field in now && now[field] !== sent[field])
        return Object.fromEntries(later.map((field) => [field, now[field]])) as Partial<V>
      })
    },
    reset() {
      setEdits({})
      setRefused([])
    },
    set(change) {
      const changed = fields.filter((field) => field in change)
      setEdits((now) => ({ ...now, ...change }))
      setRefused((now) => now.filter((field) => !changed.includes(field)))
      setEdited((now) => ({ problem, fields: now.problem === problem ? [...now.fields, ...changed] : changed }))
    },
    check() {
      const faults = faultsOf(values)
      const found = fields.filter((field) => faults.includes(field))
      setRefused(found)
      setAttempts((now) => now + 1)
      // What no field of ours is to blame for is the server's to answer.
      return found.length === 0
    },
  }
}

interface Edited<Field> {
  readonly problem: Problem | null
  readonly fields: readonly Field[]
}

function fieldsOf<F extends string>(
  issues: readonly { readonly path: readonly PropertyKey[] }[],
  fields: readonly F[],
) {
  return fields.filter((field) => issues.some(({ path }) => path.includes(field)))
}

/** One wrong field gets the focus itself; of several, the summary gets it and leads to each. */
function focusOnTrouble(form: HTMLFormElement | null) {
  const summary = form?.querySelector<HTMLElement>('[data-tenantry-problems]')
  const field = form?.querySelector<HTMLElement>('[aria-invalid="true"]')
  const target = summary ?? field
  for (const wrong of form?.querySelectorAll('[aria-invalid="true"]') ?? []) unfold(wrong)
  target?.focus()
}
