import { sentenceOf } from '../../provider/use-problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { Actions, Card, Emblem } from '../../ui/card.tsx'
import { useWidget } from '../../ui/widget.tsx'
import type { ScreenProps } from '../screen-props.ts'

/** The server could not be asked: why, and another try. */
export function OfflineScreen({ state, flow, isBusy }: ScreenProps<'offline'>) {
  const { translator } = useWidget()
  const { t } = translator
  const { code } = state.problem
  const isUnreachable = code === 'NETWORK_FAILED'
  const isBusyServer = code === 'RATE_LIMITED' || code === 'NOT_READY'
  return (
    <Card
      emblem={<Emblem icon={isUnreachable ? 'cloud' : isBusyServer ? 'clock' : 'warning'} tone="warning" />}
      title={t(isUnreachable ? 'offline.title' : isBusyServer ? 'offline.busyTitle' : 'offline.faultTitle')}
      text={isUnreachable ? t('offline.text') : sentenceOf(state.problem, translator)}
    >
      <Actions>
        <Button kind="primary" pending={isBusy} onClick={flow.checkAgain}>
          {t('common.retry')}
        </Button>
      </Actions>
    </Card>
  )
}
