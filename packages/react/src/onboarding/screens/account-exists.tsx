import { screens } from '@tenantry/core/messages/en'
import { Button } from '../../ui/button.tsx'
import { Actions, Card, Emblem } from '../../ui/card.tsx'
import { useWidget } from '../../ui/widget.tsx'
import type { ScreenProps } from '../screen-props.ts'

/** The invited address has an account already: sign in to it, and come back. */
function AccountExistsScreen({ state: { invitation }, flow }: ScreenProps<'account-exists'>) {
  const { t } = useWidget().translator
  return (
    <Card
      emblem={<Emblem icon="lock" />}
      title={t('accountExists.title')}
      text={t('accountExists.text', { email: invitation.email, organization: invitation.organization.name })}
    >
      <Actions>
        <Button kind="primary" onClick={flow.signInInstead}>
          {t('common.signIn')}
        </Button>
        <Button kind="quiet" onClick={flow.leaveInvitation}>
          {t('common.withoutInvitation')}
        </Button>
      </Actions>
    </Card>
  )
}

/** The screen with its words. */
export const accountExists = { Part: AccountExistsScreen, words: [screens] }
