import { type ReactNode, useId } from 'react'
import { Icon, type IconName } from './icon.tsx'
import { useWidget } from './widget.tsx'

/** What a drawing above a title says at a glance. */
export interface EmblemProps {
  readonly icon: IconName
  readonly tone?: 'neutral' | 'accent' | 'success' | 'warning'
}

/** A small drawing in a tinted tile. */
export function Emblem({ icon, tone = 'accent' }: EmblemProps) {
  const { slot } = useWidget()
  return (
    <div className={slot('emblem')} data-tone={tone}>
      <Icon name={icon} />
    </div>
  )
}

export interface CardProps {
  /** An emblem or an avatar above the title. */
  readonly emblem?: ReactNode
  readonly title: ReactNode
  readonly text?: ReactNode
  readonly footer?: ReactNode
  readonly children?: ReactNode
}

/** One message with what one can do about it. */
export function Card({ emblem, title, text, footer, children }: CardProps) {
  const { slot, level, logo } = useWidget()
  const titleId = useId()
  const Heading = `h${level}` as const
  return (
    <section className={slot('card')} aria-labelledby={titleId}>
      {logo && <div className={slot('logo')}>{logo}</div>}
      <header className={slot('header')}>
        {emblem}
        <Heading className={slot('title')} id={titleId} tabIndex={-1} data-tenantry-title="">
          {title}
        </Heading>
        {text && <p className={slot('text')}>{text}</p>}
      </header>
      {children && <div className={slot('body')}>{children}</div>}
      {footer && <footer className={slot('footer')}>{footer}</footer>}
    </section>
  )
}

/** The buttons of a card, the one that most people want first. */
export function Actions({ children }: { readonly children: ReactNode }) {
  const { slot } = useWidget()
  return <div className={slot('actions')}>{children}</div>
}
