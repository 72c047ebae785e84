import { joining, screens } from '@tenantry/core/messages/en'
import { AccountNote } from '../../ui/account-note.tsx'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Actions, Card, Emblem } from '../../ui/card.tsx'
import { useWidget } from '../../ui/widget.tsx'
import type { ScreenProps } from '../screen-props.ts'
import { useNotYet } from '../use-not-yet.ts'

/** The admins were asked: wait, look again, or make a new organization. */
function JoinRequestedScreen({ state, flow, isBusy, returns }: ScreenProps<'join-requested'>) {
  const { t } = useWidget().translator
  const { organization, email, mayCreate } = state
  useNotYet(returns, t('requested.notYet'))
  return (
    <Card
      emblem={<Emblem icon="clock" />}
      title={t('requested.title')}
      text={t('requested.text', { organization: organization.name })}
      footer={<AccountNote email={email} onSignOut={flow.switchAccount} />}
    >
      {returns > 0 && <Alert tone="info">{t('requested.notYet')}</Alert>}
      <Actions>
        <Button kind="primary" pending={isBusy} onClick={flow.checkAgain}>
          {t('common.checkAgain')}
        </Button>
        {mayCreate && (
          <Button kind="quiet" blocked={isBusy} onClick={flow.createInstead}>
            {t('common.createInstead')}
          </Button>
        )}
      </Actions>
    </Card>
  )
}

/** The screen with its words. */
export const joinRequested = { Part: JoinRequestedScreen, words: [screens, joining] }
