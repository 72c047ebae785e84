import { screens } from '@tenantry/core/messages/en'
import { useEffect } from 'react'
import { AccountNote } from '../../ui/account-note.tsx'
import { Alert, ProblemAlert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Actions, Card, Emblem } from '../../ui/card.tsx'
import { useWidget } from '../../ui/widget.tsx'
import type { ScreenProps } from '../screen-props.ts'
import { useNotYet } from '../use-not-yet.ts'
import { useSecondsLeft } from '../use-seconds-left.ts'

const PAUSE_SECONDS = 30
const LONGEST_SECONDS = 300

/** The address waits for its confirmation: look again, or have the link sent again. */
function UnverifiedScreen({ state, flow, isBusy, returns }: ScreenProps<'unverified'>) {
  const { translator, announce } = useWidget()
  const { t } = translator
  const { email, resend, problem } = state
  const [left, count] = useSecondsLeft()
  useNotYet(returns, t('unverified.notYet'))

  useEffect(() => {
    if (resend !== 'sent') return
    count(PAUSE_SECONDS)
    announce(t('unverified.sent', { email }))
  }, [resend, email, count, announce, t])
  useEffect(() => {
    // Longer waits are said in minutes by the alert.
    const wait = problem?.retryAfter ?? 0
    if (wait <= LONGEST_SECONDS) count(wait)
  }, [problem, count])

  return (
    <Card
      emblem={<Emblem icon="mail" />}
      title={t('unverified.title')}
      text={translator.parts('unverified.text', {
        email: (
          <strong key="email">
            <bdi>{email}</bdi>
          </strong>
        ),
      })}
      footer={<AccountNote email={email} onSignOut={flow.switchAccount} />}
    >
      {resend === 'sent' && <Alert tone="success">{t('unverified.sent', { email })}</Alert>}
      {resend === 'idle' && returns > 0 && !problem && <Alert tone="info">{t('unverified.notYet')}</Alert>}
      <ProblemAlert problem={problem} />
      <Actions>
        <Button kind="primary" pending={isBusy} onClick={flow.checkAgain}>
          {t('unverified.confirmed')}
        </Button>
        <Button pending={resend === 'sending'} blocked={left > 0} onClick={flow.resend}>
          {resend === 'sending' && t('unverified.sending')}
          {resend !== 'sending' && (left > 0 ? t('unverified.wait', { count: left }) : t('unverified.resend'))}
        </Button>
      </Actions>
      <Hint />
    </Card>
  )
}

function Hint() {
  const { slot, translator } = useWidget()
  return <p className={slot('hint')}>{translator.t('unverified.hint')}</p>
}

/** The screen with its words. */
export const unverified = { Part: UnverifiedScreen, words: [screens] }
