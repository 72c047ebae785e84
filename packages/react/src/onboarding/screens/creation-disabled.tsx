import { screens } from '@tenantry/core/messages/en'
import { AccountNote } from '../../ui/account-note.tsx'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Actions, Card, Emblem } from '../../ui/card.tsx'
import { useWidget } from '../../ui/widget.tsx'
import type { ScreenProps } from '../screen-props.ts'
import { useNotYet } from '../use-not-yet.ts'

/** Nobody creates organizations here: ask for an invitation. */
function CreationDisabledScreen(props: ScreenProps<'creation-disabled'>) {
  const { state, flow, isBusy, returns } = props
  const { t } = useWidget().translator
  useNotYet(returns, t('disabled.notYet'))
  return (
    <Card
      emblem={<Emblem icon="mail" />}
      title={t('disabled.title')}
      text={t('disabled.text', { email: state.email })}
      footer={<AccountNote email={state.email} onSignOut={flow.switchAccount} />}
    >
      {returns > 0 && <Alert tone="info">{t('disabled.notYet')}</Alert>}
      <Actions>
        <Button kind="primary" pending={isBusy} onClick={flow.checkAgain}>
          {t('common.checkAgain')}
        </Button>
      </Actions>
    </Card>
  )
}

/** The screen with its words. */
export const creationDisabled = { Part: CreationDisabledScreen, words: [screens] }
