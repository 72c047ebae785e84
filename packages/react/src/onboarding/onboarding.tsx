import type { Arrival, OnboardingConfig, OrganizationRef } from '@tenantry/core'
import type { ReactNode } from 'react'
import type { Destination } from '../actions/action.ts'
import type { Appearance } from '../provider/appearance.ts'
import { useTenantry } from '../provider/context.ts'
import type { OnboardingActions } from './acts.ts'
import { OnboardingScreen } from './onboarding-screen.tsx'
import type { ScreenOptions } from './screen-props.ts'
import { loadOf } from './screens.ts'
import { useArrival } from './use-arrival.ts'
import { useComing } from './use-coming.ts'
import { useLinkToken } from './use-link-token.ts'
import { useOnboarding } from './use-onboarding.ts'
import { useShown } from './use-shown.ts'

/** Which invitation the gate begins with, which ways it offers, and where they lead. */
export interface OnboardingProps extends ScreenOptions, OnboardingConfig {
  /**
   * The token of an invitation link; null reads none off the page, and goes on with one kept from before a reload.
   * @default `?token=` or `#token=` of the page, which is taken out of it
   */
  readonly token?: string | null
  /** Where to go with a new organization; `:id` is filled in. */
  readonly afterCreateOrganizationUrl?: Destination<OrganizationRef>
  /** Where to go after an invitation was accepted, or a company joined; `:id` is filled in. */
  readonly afterAcceptInvitationUrl?: Destination<OrganizationRef>
  /** Called once somebody is inside an organization. */
  readonly onDone?: (arrival: { readonly organization: OrganizationRef; readonly arrival: Arrival }) => void
  /** Asked before, and told after, each act. */
  readonly actions?: OnboardingActions
  /** How it looks, laid over the appearance of the provider. */
  readonly appearance?: Appearance
  /** The app behind the gate: shown to whoever is inside an organization. */
  readonly children?: ReactNode
}

const noActions: OnboardingActions = {}

/** The gate before an app: leads everybody into an organization, and then shows what is behind it. */
export function Onboarding(props: OnboardingProps) {
  const link = useLinkToken(props.token === undefined)
  const token = props.token === undefined ? link.token : props.token
  const { person } = useTenantry()
  // Another link is another way through, and so is the same one opened again; and nobody goes on where somebody else was.
  return <Gate key={`${person} ${link.nth} ${token}`} {...props} token={token} />
}

function Gate(props: OnboardingProps) {
  const { token = null, skipInvitationScreen = false, hideCreate = false, actions = noActions, children } = props
  const flow = useOnboarding({ token, skipInvitationScreen, hideCreate })
  const shown = useShown(flow.state, loadOf(flow.state.name))
  // A page of its own is opened by whoever still has to create something; a gate before an app is mostly passed.
  useComing(shown.state.name, { hasLink: token !== null, isCreating: children === undefined, skipInvitationScreen })
  useArrival(flow.state, props)

  if (shown.state.name === 'done' && children !== undefined) return children
  return (
    <OnboardingScreen
      name="onboarding"
      shown={shown}
      flow={flow}
      options={props}
      actions={actions}
      appearance={props.appearance}
    />
  )
}
