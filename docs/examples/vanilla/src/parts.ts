import type { Onboarding, OnboardingState, Session } from '@tenantry/core'
import type { Translator } from '@tenantry/core/messages'
import type { Act, Field, Screen } from './screen.ts'

/** What the screens lean on: the flow, who is signed in, and the words. */
export interface Surroundings {
  readonly flow: Pick<Onboarding, Exclude<keyof Onboarding, '$state' | 'start'>>
  readonly session: Session
  readonly t: Translator['t']
}

/** Makes a screen of a state, one for each there is. */
export type Screens = {
  readonly [N in OnboardingState['name']]: (
    state: Extract<OnboardingState, { readonly name: N }>,
    around: Surroundings,
  ) => Screen
}

export function act(label: string, run: Act['run']): Act {
  return { label, run }
}

export function emailField(t: Translator['t'], value = ''): Field {
  return { name: 'email', label: t('signup.email'), type: 'email', autocomplete: 'email', value }
}

export function passwordField(t: Translator['t'], autocomplete: 'new-password' | 'current-password'): Field {
  const minLength = autocomplete === 'new-password' ? 8 : 1
  return { name: 'password', label: t('signup.password'), type: 'password', autocomplete, minLength }
}

export function createInstead(mayCreate: boolean, { flow, t }: Pick<Surroundings, 'flow' | 't'>): Act[] {
  return mayCreate ? [act(t('common.createInstead'), flow.createInstead)] : []
}
