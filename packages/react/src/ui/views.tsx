import type { TenantryError } from '@tenantry/core'
import type { ReactNode } from 'react'
import { sentenceOf } from '../provider/use-problem-text.ts'
import type { View } from '../query/view.ts'
import { Button } from './button.tsx'
import { Emblem, type EmblemProps } from './card.tsx'
import { RowsSkeleton } from './skeleton.tsx'
import type { Slot } from './slots.ts'
import { useWidget } from './widget.tsx'

/** What has to be known to say why there is nothing to see. */
export interface Viewing {
  readonly view: View
  readonly error: TenantryError | null
  readonly isFetching: boolean
  readonly refetch: () => void
}

export interface ViewsProps {
  readonly of: Viewing
  /** What stands there until something is known. @default five rows */
  readonly skeleton?: ReactNode
  /** What stands around the words, for content that brings its own frame. */
  readonly frame?: Slot
  /** What to say when there is nothing. */
  readonly empty?: EmptyProps | undefined
  /** Widens the list again. */
  readonly onClear?: (() => void) | undefined
  readonly children: ReactNode
}

/** Shows the content, or says in words why there is none: it loads, failed, is not for you, or is empty. */
export function Views({ frame, ...props }: ViewsProps) {
  const { slot } = useWidget()
  const { view } = props.of
  const isBare = view === 'ready' || (view === 'loading' && props.skeleton !== undefined)
  return frame && !isBare ? (
    <div className={slot(frame)}>
      <Said {...props} />
    </div>
  ) : (
    <Said {...props} />
  )
}

function Said({ of: { view, error, isFetching, refetch }, skeleton, empty, onClear, children }: ViewsProps) {
  const { translator } = useWidget()
  const { t } = translator
  const retry = (
    <Button pending={isFetching} onClick={refetch}>
      {t('common.retry')}
    </Button>
  )
  if (view === 'ready') return children
  if (view === 'loading') return skeleton ?? <RowsSkeleton count={5} />
  if (view === 'forbidden') return <Empty icon="lock" title={t('list.forbiddenTitle')} text={t('list.forbiddenText')} />
  if (view === 'offline')
    return <Empty icon="cloud" title={t('offline.title')} text={t('list.offlineText')} action={retry} />
  if (view === 'no-result') {
    return (
      <Empty
        icon="search"
        title={t('list.noResult')}
        action={onClear && <Button onClick={onClear}>{t('list.clear')}</Button>}
      />
    )
  }
  if (view === 'empty') return empty ? <Empty {...empty} /> : null
  return (
    <Empty
      icon="warning"
      title={t('offline.faultTitle')}
      text={error && sentenceOf(error, translator)}
      action={retry}
    />
  )
}

export interface EmptyProps extends EmblemProps {
  readonly title: string
  readonly text?: ReactNode
  /** What to do about it. */
  readonly action?: ReactNode
}

/** Says that nothing is here, and what one can do about it. */
export function Empty({ icon, tone = 'neutral', title, text, action }: EmptyProps) {
  const { slot } = useWidget()
  return (
    <div className={slot('empty')}>
      <Emblem icon={icon} tone={tone} />
      <p>
        <strong>{title}</strong>
      </p>
      {text && <p className={slot('text')}>{text}</p>}
      {action}
    </div>
  )
}
