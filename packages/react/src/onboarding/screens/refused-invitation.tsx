import type { RefusedInvitation } from '@tenantry/core'
import { screens } from '@tenantry/core/messages/en'
import { Button } from '../../ui/button.tsx'
import { Actions, Card, Emblem } from '../../ui/card.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { useWidget } from '../../ui/widget.tsx'
import type { ScreenProps } from '../screen-props.ts'

type Name = RefusedInvitation['name']

const words = {
  'invitation-unknown': { group: 'unknown', icon: 'link' },
  'invitation-expired': { group: 'expired', icon: 'clock' },
  'invitation-used': { group: 'used', icon: 'check' },
  'invitation-revoked': { group: 'revoked', icon: 'cross' },
} as const satisfies Record<Name, { group: string; icon: IconName }>

/** The link leads nowhere: why, what to do about it, and the way on without it. */
function RefusedInvitationScreen({ state: { name, signedIn }, flow, isBusy }: ScreenProps<Name>) {
  const { t } = useWidget().translator
  const { group, icon } = words[name]
  return (
    <Card
      emblem={<Emblem icon={icon} tone={name === 'invitation-used' ? 'neutral' : 'warning'} />}
      title={t(`${group}.title`)}
      text={t(`${group}.text`)}
    >
      <Actions>
        <Button kind="primary" pending={isBusy} onClick={flow.leaveInvitation}>
          {t(signedIn ? 'common.continue' : 'common.signIn')}
        </Button>
      </Actions>
    </Card>
  )
}

/** The screen with its words. */
export const refusedInvitation = { Part: RefusedInvitationScreen, words: [screens] }
