import type { OnboardingEvent } from './event.ts'
import type { OnboardingState } from './state.ts'

/** What the host decides about the flow. */
export interface OnboardingConfig {
  /** Goes from the new organization straight to the app, without offering to invite people. @default false */
  readonly skipInvitationScreen?: boolean
  /**
   * Offers nobody to create an organization. For where the server has `organizationCreation: 'disabled'`: without it people
   * fill in a form, and learn only then that it is refused (`creation-disabled`). @default false
   */
  readonly hideCreate?: boolean
}

type StateName = OnboardingState['name']
type EventType = OnboardingEvent['type']

/** What one state makes of one event. */
export type Move<N extends StateName = never, T extends EventType = never> = (
  state: OnboardingState & { readonly name: N },
  event: OnboardingEvent & { readonly type: T },
  config: OnboardingConfig,
) => OnboardingState

/** The events that states name, and where each leads. */
export type Moves<N extends StateName = StateName> = {
  readonly [K in N]: { readonly [T in EventType]?: Move<K, T> }
}

/** Asks anew where this person stands. */
export function load(): OnboardingState {
  return { name: 'loading' }
}

/** The way out of every state in which somebody is signed in. */
export const restart = { 'check-again': load, 'switch-account': load } as const
