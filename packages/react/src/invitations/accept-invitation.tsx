import { done } from '@tenantry/core/messages/en'
import { useEffect, useRef } from 'react'
import type { OnboardingActions } from '../onboarding/acts.ts'
import type { OnboardingProps } from '../onboarding/onboarding.tsx'
import { OnboardingScreen } from '../onboarding/onboarding-screen.tsx'
import type { StateName } from '../onboarding/screen-props.ts'
import { loadOf } from '../onboarding/screens.ts'
import { useArrival } from '../onboarding/use-arrival.ts'
import { useComing } from '../onboarding/use-coming.ts'
import { useOnboarding } from '../onboarding/use-onboarding.ts'
import { useShown } from '../onboarding/use-shown.ts'
import type { Appearance } from '../provider/appearance.ts'
import { useTenantry } from '../provider/context.ts'
import { Card, Emblem } from '../ui/card.tsx'
import { useWidget, Widget } from '../ui/widget.tsx'

const words = [done]

/** Which link was opened, and where accepting or declining leads. */
export interface AcceptInvitationProps extends Pick<OnboardingProps, 'signIn' | 'afterAcceptInvitationUrl' | 'onDone'> {
  /** The token of the invitation link. */
  readonly token: string
  /** Called when the invitation was declined, or left behind. */
  readonly onLeave?: () => void
  /** Asked before, and told after, accepting, declining and signing up. */
  readonly actions?: Pick<OnboardingActions, 'accept' | 'decline' | 'signUp'>
  /** How it looks, laid over the appearance of the provider. */
  readonly appearance?: Appearance
}

const noActions: OnboardingActions = {}

// What comes after an invitation is the business of `Onboarding`.
const beyond: ReadonlySet<StateName> = new Set([
  'invitations',
  'company-here',
  'join-requested',
  'create-organization',
  'creation-disabled',
  'invite-people',
])

/** The card behind an invitation link: set a password, or accept or decline; and why, when it leads nowhere. */
export function AcceptInvitation(props: AcceptInvitationProps) {
  const { person } = useTenantry()
  return <Accepting key={`${person} ${props.token}`} {...props} />
}

function Accepting(props: AcceptInvitationProps) {
  const { token, actions = noActions, appearance, onLeave } = props
  const flow = useOnboarding({ token })
  const { name } = flow.state
  const shown = useShown(flow.state, beyond.has(name) ? null : loadOf(name))
  useComing(name, { hasLink: true })
  const isLeft = beyond.has(shown.state.name)
  useArrival(flow.state, props)
  useOnce(isLeft, onLeave)

  if (isLeft) return <Left appearance={appearance} />
  return (
    <OnboardingScreen
      name="accept-invitation"
      shown={shown}
      flow={flow}
      options={props}
      actions={actions}
      appearance={appearance}
    />
  )
}

function Left({ appearance }: { readonly appearance: Appearance | undefined }) {
  return (
    <Widget name="accept-invitation" words={words} state="left" level={1} appearance={appearance}>
      <LeftCard />
    </Widget>
  )
}

function LeftCard() {
  const { t } = useWidget().translator
  return <Card emblem={<Emblem icon="check" tone="neutral" />} title={t('left.title')} text={t('left.text')} />
}

function useOnce(isTime: boolean, act: (() => void) | undefined): void {
  const isDone = useRef(false)
  useEffect(() => {
    if (!isTime || isDone.current) return
    isDone.current = true
    act?.()
  })
}
