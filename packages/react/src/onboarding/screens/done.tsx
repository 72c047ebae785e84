import { Card, Emblem } from '../../ui/card.tsx'
import { useWidget } from '../../ui/widget.tsx'
import type { ScreenProps } from '../screen-props.ts'

/** Inside an organization; the host goes on from here. */
export function DoneScreen({ state: { organization, arrival } }: ScreenProps<'done'>) {
  const { t } = useWidget().translator
  return (
    <Card
      emblem={<Emblem icon="check" tone="success" />}
      title={t('done.title')}
      text={t(`done.${arrival}`, { organization: organization.name })}
    />
  )
}
