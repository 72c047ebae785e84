import type { Onboarding, OnboardingState } from '@tenantry/core'
import type { ReactNode } from 'react'
import type { ActName } from './acts.ts'

export type StateName = OnboardingState['name']
export type StateOf<N extends StateName> = OnboardingState & { readonly name: N }

/** What a host may put into the screens. */
export interface ScreenOptions {
  /** The host's sign-in, shown to whoever is signed out; a function is told who is expected, and why. */
  readonly signIn?: ReactNode | ((state: StateOf<'signed-out'>) => ReactNode)
  /** The country chosen at first, as an ISO 3166-1 alpha-2 code. @default that of the locale */
  readonly defaultCountry?: string
  /** Stands before the slug in its field, such as `app.example.com/`. */
  readonly slugPrefix?: string
  /** The roles on offer when inviting; the last one is chosen at first. @default those that the caller may give */
  readonly roles?: readonly string[]
}

/** The verbs of the flow, with what the host does before and after; those of acts tell whether it was done. */
export type Flow = {
  readonly [V in Exclude<keyof Onboarding, 'start'>]: V extends ActName
    ? (...args: Parameters<Onboarding[V]>) => Promise<boolean>
    : Onboarding[V]
}

/** What the screen of a state is given. */
export interface ScreenProps<N extends StateName> {
  readonly state: StateOf<N>
  readonly flow: Flow
  readonly options: ScreenOptions
  /** Whether the flow is asking the server anew, and this screen stays until it knows. */
  readonly isBusy: boolean
  /** How often asking anew has led back here. */
  readonly returns: number
}
