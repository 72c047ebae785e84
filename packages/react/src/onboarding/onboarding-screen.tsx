import type { Onboarding } from '@tenantry/core'
import { type ComponentType, useEffect, useRef, useState } from 'react'
import type { Appearance } from '../provider/appearance.ts'
import { useFocusOnTitle } from '../ui/use-focus-on-title.ts'
import { Widget } from '../ui/widget.tsx'
import { type OnboardingActions, withActions } from './acts.ts'
import type { ScreenOptions, ScreenProps, StateName } from './screen-props.ts'
import { screens } from './screens.ts'
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
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  // Once: what is under way must be known whatever renders meanwhile.
  const [acts] = useState(() => withActions(flow, () => latest.current))
  const ref = useFocusOnTitle(state.name, state.name !== 'loading')
  // Which screen belongs to which state is what the type of the table holds; TypeScript cannot follow it through the lookup.
  const Screen = screens[state.name] as ComponentType<ScreenProps<StateName>>

  return (
    <Widget name={name} state={isBusy ? 'loading' : state.name} level={1} appearance={appearance}>
      <div ref={ref} aria-busy={isBusy || state.name === 'loading'}>
        <Screen state={state} flow={acts} options={options} isBusy={isBusy} returns={returns} />
      </div>
    </Widget>
  )
}
