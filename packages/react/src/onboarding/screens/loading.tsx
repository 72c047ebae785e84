import { CardSkeleton } from '../../ui/skeleton.tsx'
import { useWidget } from '../../ui/widget.tsx'

/** Nothing is known yet: the outline of a card. */
export function LoadingScreen() {
  const { slot, translator } = useWidget()
  return (
    <>
      <CardSkeleton />
      <span className={slot('hidden')}>{translator.t('common.loading')}</span>
    </>
  )
}
