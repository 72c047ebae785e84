import type { OnboardingState } from '@tenantry/core'
import { useState } from 'react'

/** What the gate shows for a state. */
export interface Shown {
  readonly state: OnboardingState
  readonly isBusy: boolean
  readonly returns: number
}

/**
 * Keeps a screen in place while the flow asks anew, and counts how often that led back to it. `done` is not kept: it is
 * left only when somebody else signs in, who must not see it.
 */
export function useShown(state: OnboardingState): Shown {
  const [shown, setShown] = useState<Shown>({ state, isBusy: false, returns: 0 })
  const next = nextOf(shown, state)
  if (next !== shown) setShown(next)
  return next
}

function nextOf(shown: Shown, state: OnboardingState): Shown {
  const isKept = state.name === 'loading' && shown.state.name !== 'done' && shown.state.name !== 'loading'
  if (isKept) return shown.isBusy ? shown : { ...shown, isBusy: true }
  if (shown.state === state && !shown.isBusy) return shown
  if (shown.state.name !== state.name) return { state, isBusy: false, returns: 0 }
  return { state, isBusy: false, returns: shown.isBusy ? shown.returns + 1 : shown.returns }
}
