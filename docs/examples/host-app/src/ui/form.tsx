import { type ErrorCode, type Problem, problemOf } from '@tenantry/core'
import { useProblemText } from '@tenantry/react'
import { type ReactNode, type SyntheticEvent, useState } from 'react'

export interface FormProps {
  /** What the button says. */
  readonly submit: string
  readonly onSubmit: (fields: FormData) => Promise<void>
  /** Words of the app's own for some failures; the widgets' words stand for the others. */
  readonly failures?: Partial<Record<ErrorCode, string>>
  readonly children: ReactNode
}

/** A form that sends once, and says what went wrong. */
export function Form({ submit, onSubmit, failures = {}, children }: FormProps) {
  const textOfProblem = useProblemText()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isPending, setIsPending] = useState(false)

  async function send(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault()
    if (isPending) return
    setIsPending(true)
    setProblem(null)
    await onSubmit(new FormData(event.currentTarget)).catch((error: unknown) => setProblem(problemOf(error)))
    setIsPending(false)
  }

  return (
    <form className="form" onSubmit={send}>
      {children}
      {problem && (
        <p className="problem" role="alert">
          {failures[problem.code] ?? textOfProblem(problem)}
        </p>
      )}
      <button className="button primary" type="submit" aria-disabled={isPending}>
        {submit}
      </button>
    </form>
  )
}

/** What was entered in a field. */
export function textOf(fields: FormData, name: string): string {
  return String(fields.get(name) ?? '')
}
