import { screens } from '@tenantry/core/messages/en'
import { Button } from '../../ui/button.tsx'
import { Actions, Card, Emblem } from '../../ui/card.tsx'
import { Facts } from '../../ui/facts.tsx'
import { useWidget } from '../../ui/widget.tsx'
import type { ScreenProps } from '../screen-props.ts'

/** The invitation is somebody else's: both addresses, and the change of account. */
function WrongAccountScreen({ state: { invitation, email }, flow, isBusy }: ScreenProps<'wrong-account'>) {
  const { t } = useWidget().translator
  return (
    <Card
      emblem={<Emblem icon="swap" tone="warning" />}
      title={t('wrongAccount.title')}
      text={t('wrongAccount.text', { organization: invitation.organization.name })}
    >
      <Facts
        facts={[
          { name: t('invitation.invitedAddress'), value: <bdi>{invitation.email}</bdi> },
          { name: t('invitation.signedInAddress'), value: <bdi>{email}</bdi> },
        ]}
        isStacked
      />
      <Actions>
        <Button kind="primary" pending={isBusy} onClick={flow.switchAccount}>
          {t('wrongAccount.switch')}
        </Button>
        <Button kind="quiet" blocked={isBusy} onClick={flow.leaveInvitation}>
          {t('common.withoutInvitation')}
        </Button>
      </Actions>
    </Card>
  )
}

/** The screen with its words. */
export const wrongAccount = { Part: WrongAccountScreen, words: [screens] }
