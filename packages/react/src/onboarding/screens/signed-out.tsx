import { screens } from '@tenantry/core/messages/en'
import { Alert } from '../../ui/alert.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { Actions, Card, Emblem } from '../../ui/card.tsx'
import { useWidget } from '../../ui/widget.tsx'
import type { ScreenProps } from '../screen-props.ts'

const notes = {
  'account-created': { tone: 'success', key: 'signedOut.accountCreated' },
  'session-ended': { tone: 'info', key: 'signedOut.sessionEnded' },
} as const

/** The host's sign-in, with why it is there. */
function SignedOutScreen({ state, flow, options, isBusy }: ScreenProps<'signed-out'>) {
  const { t } = useWidget().translator
  const { invitation } = state
  const note = state.note && notes[state.note]
  const signIn = typeof options.signIn === 'function' ? options.signIn(state) : options.signIn
  return (
    <Card
      emblem={invitation ? <Avatar name={invitation.organization.name} /> : <Emblem icon="lock" />}
      title={
        invitation
          ? t('signedOut.invitationTitle', { organization: invitation.organization.name })
          : t('signedOut.title')
      }
      text={invitation ? t('signedOut.invitationText', { email: invitation.email }) : t('signedOut.text')}
    >
      {note && <Alert tone={note.tone}>{t(note.key)}</Alert>}
      {signIn ?? (
        <Actions>
          <Button kind="primary" pending={isBusy} onClick={flow.checkAgain}>
            {t('common.checkAgain')}
          </Button>
        </Actions>
      )}
      {invitation && (
        <Button kind="quiet" onClick={flow.leaveInvitation}>
          {t('common.withoutInvitation')}
        </Button>
      )}
    </Card>
  )
}

/** The screen with its words. */
export const signedOut = { Part: SignedOutScreen, words: [screens] }
