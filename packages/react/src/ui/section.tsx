import { type ReactNode, type RefObject, useId } from 'react'
import { useWidget } from './widget.tsx'

export interface SectionProps {
  readonly ref?: RefObject<HTMLElement | null>
  readonly title: string
  /** How many there are, beside the title. */
  readonly count?: ReactNode
  readonly text?: ReactNode
  /** What one can do with the whole, at the end of the title's line. */
  readonly actions?: ReactNode
  /** Search and filters. */
  readonly toolbar?: ReactNode
  readonly footer?: ReactNode
  /** Called when somebody comes near, by pointer or by key: what they may open next can begin to load. */
  readonly onNear?: (() => void) | undefined
  readonly children?: ReactNode
}

/** A part of an organization's profile: a title, what narrows it, and what is in it. */
export function Section({ ref, title, count, text, actions, toolbar, footer, onNear, children }: SectionProps) {
  const { slot, level } = useWidget()
  const id = useId()
  const Heading = `h${level}` as const
  return (
    <section ref={ref} className={slot('section')} aria-labelledby={id} onPointerEnter={onNear} onFocus={onNear}>
      <header className={slot('sectionHeader')}>
        <div>
          <Heading className={slot('sectionTitle')} id={id} tabIndex={-1} data-tenantry-title="">
            {title} {count !== undefined && <span className={slot('badge')}>{count}</span>}
          </Heading>
          {text && <p className={slot('sectionText')}>{text}</p>}
        </div>
        {actions && <div className={slot('sectionActions')}>{actions}</div>}
      </header>
      {toolbar && <div className={slot('toolbar')}>{toolbar}</div>}
      {children}
      {footer}
    </section>
  )
}
