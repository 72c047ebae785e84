import { useState } from 'react'
import { useTenantry } from '../provider/context.ts'
import { type Action, isAllowed, tell } from './action.ts'
import { createGatekeeper } from './one-at-a-time.ts'

export interface ActOptions<Input, Result> {
  readonly action: Action<Input, Result> | undefined
  /** Does it; what is thrown is shown elsewhere. */
  readonly run: (input: Input) => Promise<Result>
  /** Goes on in the widget, before the host is told. */
  readonly onDone?: (result: Result) => void
}

/** Returns an act with what the host does before and after it; of two at once only the first is done. */
export function useAct<Input, Result>({ action, run, onDone }: ActOptions<Input, Result>) {
  const { session } = useTenantry()
  const [oneAtATime] = useState(createGatekeeper)

  return (input: Input) =>
    oneAtATime('act', async () => {
      if (!(await isAllowed(action, input, session))) return
      const outcome = await run(input).then(
        (result) => ({ result }),
        () => null,
      )
      if (!outcome) return
      onDone?.(outcome.result)
      tell(action, outcome.result)
    })
}
