import type { Onboarding } from '@tenantry/core'
import { useEffect, useRef, useState } from 'react'
import type { Appearance } from '../provider/appearance.ts'
import { useTenantry } from '../provider/context.ts'
import { Given } from '../ui/deferred.tsx'
import { useFocusOnTitle } from '../ui/use-focus-on-title.ts'
import { Views } from '../ui/views.tsx'
import { Widget } from '../ui/widget.tsx'
import { type OnboardingActions, withActions } from './acts.ts'
import type { ScreenOptions } from './screen-props.ts'
import { LoadingScreen } from './screens/loading.tsx'
import { useScreen } from './screens.ts'
import type { Shown } from './use-shown.ts'

export interface OnboardingScreenProps {
  readonly name: string
  readonly shown: Shown
  readonly flow: Onboarding
  readonly options: ScreenOptions
  readonly actions: OnboardingActions
  readonly appearance?: Appearance | undefined
}

/** Shows the screen of a state, and moves the focus to its title when another one takes its place. */
export function OnboardingScreen({ name, shown, flow, options, actions, appearance }: OnboardingScreenProps) {
  const { state, isBusy, returns } = shown
  const { session } = useTenantry()
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  // Once: what is under way must be known whatever renders meanwhile.
  const [acts] = useState(() => withActions(flow, () => latest.current, session))
  const { part, viewing } = useScreen(state.name)
  const isLoading = state.name === 'loading' || !part
  const ref = useFocusOnTitle(state.name, !isLoading)

  return (
    <Widget name={name} state={isBusy || isLoading ? 'loading' : state.name} level={1} appearance={appearance}>
      <div ref={ref} aria-busy={isBusy || isLoading}>
        {part ? (
          <Given part={part} props={{ state, flow: acts, options, isBusy, returns }} />
        ) : (
          <Views of={viewing} skeleton={<LoadingScreen />}>
            {null}
          </Views>
        )}
      </div>
    </Widget>
  )
}
