import { screens } from '@tenantry/core/messages/en'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { Actions, Card } from '../../ui/card.tsx'
import { useWidget } from '../../ui/widget.tsx'
import type { ScreenProps } from '../screen-props.ts'

/** Nothing to accept: one belongs there already. */
function AlreadyMemberScreen({ state: { organization }, flow }: ScreenProps<'already-member'>) {
  const { t } = useWidget().translator
  return (
    <Card
      emblem={<Avatar name={organization.name} />}
      title={t('alreadyMember.title', { organization: organization.name })}
      text={t('alreadyMember.text')}
    >
      <Actions>
        <Button kind="primary" onClick={flow.openApp}>
          {t('common.continueTo', { organization: organization.name })}
        </Button>
      </Actions>
    </Card>
  )
}

/** The screen with its words. */
export const alreadyMember = { Part: AlreadyMemberScreen, words: [screens] }
