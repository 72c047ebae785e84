import { screens } from '@tenantry/core/messages/en'
import { SignupForm } from '../../invitations/signup-form.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { Card } from '../../ui/card.tsx'
import { useWidget } from '../../ui/widget.tsx'
import { InvitationFacts, inviterOf } from '../invitation-facts.tsx'
import type { ScreenProps } from '../screen-props.ts'

/** Scenario 1 of seed 003: the invitation, and the form that makes an account of it. */
function InvitationSignupScreen({ state, flow }: ScreenProps<'invitation-signup'>) {
  const { slot, translator } = useWidget()
  const { t } = translator
  const { invitation, submitting, problem } = state
  return (
    <Card
      emblem={<Avatar name={invitation.organization.name} />}
      title={t('signup.title', { organization: invitation.organization.name })}
      text={t('signup.text', { inviter: inviterOf(invitation) })}
      footer={
        <>
          <span>{t('signup.haveAccount')}</span>
          <button type="button" className={slot('button', 'buttonQuiet')} onClick={flow.signInInstead}>
            {t('common.signIn')}
          </button>
        </>
      }
    >
      <InvitationFacts invitation={invitation} />
      <SignupForm email={invitation.email} submitting={submitting} problem={problem} onSubmit={flow.signUp} />
    </Card>
  )
}

/** The screen with its words. */
export const invitationSignup = { Part: InvitationSignupScreen, words: [screens] }
