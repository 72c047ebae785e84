import type { OnboardingState } from '@tenantry/core'
import type { Screens, Surroundings } from './parts.ts'
import type { Screen } from './screen.ts'
import { byLink } from './screens/by-link.ts'
import { onOnesOwn } from './screens/on-ones-own.ts'

// A state that has no screen does not compile.
const screens: Screens = { ...byLink, ...onOnesOwn }

/** Answers what to show in a state. */
export function screenOf(state: OnboardingState, around: Surroundings): Screen {
  // Which screen belongs to which state is what the type of the table holds; TypeScript cannot follow it through the lookup.
  return screens[state.name](state as never, around)
}
