import type { OnboardingState } from '@tenantry/core'
import { useState } from 'react'
import { type Load, usePart } from '../ui/deferred.tsx'

/** What the gate shows for a state. */
export interface Shown {
  readonly state: OnboardingState
  readonly isBusy: boolean
  readonly returns: number
}

/**
 * Keeps a screen in place while the flow asks anew, or the next screen is loaded, and counts how often that led back to it. `done`
 * is not kept: it is left only when somebody else signs in, or has left their last organization: neither may see it.
 */
export function useShown(state: OnboardingState, load: Load<never> | null): Shown {
  const [shown, setShown] = useState<Shown>({ state, isBusy: false, returns: 0 })
  const { part, viewing } = usePart(load)
  const isComing = load !== null && !part && viewing.view === 'loading'
  const next = nextOf(shown, state, isComing)
  if (next !== shown) setShown(next)
  return next
}

function nextOf(shown: Shown, state: OnboardingState, isComing: boolean): Shown {
  const isWaiting = isComing || state.name === 'loading'
  const isKept = isWaiting && shown.state.name !== 'done' && shown.state.name !== 'loading'
  if (isKept) return shown.isBusy ? shown : { ...shown, isBusy: true }
  if (shown.state === state && !shown.isBusy) return shown
  if (shown.state.name !== state.name) return { state, isBusy: false, returns: 0 }
  return { state, isBusy: false, returns: shown.isBusy ? shown.returns + 1 : shown.returns }
}
