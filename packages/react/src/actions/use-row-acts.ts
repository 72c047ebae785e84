import { type Problem, problemOf } from '@tenantry/core'
import { useState } from 'react'
import { useTenantry } from '../provider/context.ts'
import { useWidget } from '../ui/widget.tsx'
import { type Action, isAllowed, tell } from './action.ts'
import { createGatekeeper } from './one-at-a-time.ts'

/** One thing that is done with one row. */
export interface RowAct<Input, Result> {
  readonly action: Action<Input, Result> | undefined
  readonly input: Input
  readonly write: (input: Input) => Promise<Result>
  /** For whoever does not see the row change; a function where only the answer tells. */
  readonly said: string | (() => string)
}

/** What a dialog knows of the row that it asks about. */
export interface RowDialog {
  readonly pending: boolean
  readonly problem: Problem | null
  readonly onClose: () => void
}

/** What can be done with the rows of a list, one thing at a time with each. */
export interface RowActs<Asked> {
  /** What is asked in a dialog, of the row as it was when the dialog opened: what changes behind it changes nothing in it. */
  readonly asked: Asked | null
  readonly ask: (asked: Asked | null) => void
  /** The row with which something is under way. */
  readonly busy: string | null
  /** Why the last thing failed that was tried with a row. */
  readonly errorOf: (id: string | undefined) => Problem | null
  readonly dialogOf: (id: string) => RowDialog
  /** Does it, and closes the dialog of that row; what goes wrong is kept for the row, or for the dialog that asked. */
  readonly run: <Input, Result>(id: string, act: RowAct<Input, Result>) => Promise<boolean | undefined>
}

/** Does what is done in a list, and remembers what is asked first, of the row with that id, and what failed. */
export function useRowActs<Asked>(idOf: (asked: Asked) => string): RowActs<Asked> {
  const { announce } = useWidget()
  const { session } = useTenantry()
  const [oneAtATime] = useState(createGatekeeper)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const [failed, setFailed] = useState<{ readonly id: string; readonly problem: Problem } | null>(null)

  const errorOf = (id: string | undefined) => (failed && failed.id === id ? failed.problem : null)
  function ask(what: Asked | null) {
    setFailed(null)
    setAsked(what)
  }

  return {
    asked,
    ask,
    busy,
    errorOf,
    dialogOf: (id) => ({ pending: busy === id, problem: errorOf(id), onClose: () => ask(null) }),
    run: (id, { action, input, write, said }) =>
      oneAtATime(id, async () => {
        if (!(await isAllowed(action, input, session))) return false
        setFailed(null)
        setBusy(id)
        try {
          const result = await write(input)
          announce(typeof said === 'function' ? said() : said)
          // Somebody may have been asked about another row meanwhile.
          setAsked((now) => (now && idOf(now) === id ? null : now))
          tell(action, result)
          return true
        } catch (error) {
          setFailed({ id, problem: problemOf(error) })
          return false
        } finally {
          setBusy((now) => (now === id ? null : now))
        }
      }),
  }
}
