import { screens } from '@tenantry/core/messages/en'
import { Alert } from '../../ui/alert.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { Actions, Card } from '../../ui/card.tsx'
import { useWidget } from '../../ui/widget.tsx'
import type { ScreenProps } from '../screen-props.ts'
import { useNotYet } from '../use-not-yet.ts'

/** No seat is free: whom to ask, and the way on without it. */
function OrganizationFullScreen(props: ScreenProps<'organization-full'>) {
  const { state, flow, isBusy } = props
  const { t } = useWidget().translator
  const { name } = state.organization
  useNotYet(state.again ? 1 : 0, t('full.notYet'))
  return (
    <Card emblem={<Avatar name={name} />} title={t('full.title', { organization: name })} text={t('full.text')}>
      {state.again && <Alert tone="info">{t('full.notYet')}</Alert>}
      <Actions>
        <Button kind="primary" pending={isBusy} onClick={flow.checkAgain}>
          {t('common.checkAgain')}
        </Button>
        <Button kind="quiet" blocked={isBusy} onClick={flow.leaveInvitation}>
          {t('common.withoutInvitation')}
        </Button>
      </Actions>
    </Card>
  )
}

/** The screen with its words. */
export const organizationFull = { Part: OrganizationFullScreen, words: [screens] }
