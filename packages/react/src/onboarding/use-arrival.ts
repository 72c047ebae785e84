import type { OnboardingState } from '@tenantry/core'
import { useEffect, useRef } from 'react'
import { addressOf } from '../actions/action.ts'
import { useSetActive } from '../organizations/use-set-active.ts'
import { useTenantry } from '../provider/context.ts'
import type { OnboardingProps } from './onboarding.tsx'
import type { StateName, StateOf } from './screen-props.ts'

type Arriving = Pick<OnboardingProps, 'onDone' | 'afterCreateOrganizationUrl' | 'afterAcceptInvitationUrl'>

/** Works in the organization that somebody has come into, tells the host once, and goes where it said. */
export function useArrival(state: OnboardingState, props: Arriving): void {
  const { navigate } = useTenantry()
  const setActive = useSetActive()
  const told = useRef<StateOf<'done'>>(null)
  const before = useRef<StateName>(state.name)

  useEffect(() => {
    const from = before.current
    before.current = state.name
    if (state.name !== 'done' || told.current === state) return
    told.current = state
    const { organization, arrival } = state
    // Whoever was inside all along goes on where they worked, unless a link has led them elsewhere.
    if (arrival !== 'existing' || from === 'already-member') setActive(organization.id)
    props.onDone?.({ organization, arrival })
    const destination = {
      existing: undefined,
      created: props.afterCreateOrganizationUrl,
      accepted: props.afterAcceptInvitationUrl,
      joined: props.afterAcceptInvitationUrl,
    }[arrival]
    if (destination) navigate(addressOf(destination, organization))
  })
}
