import { Fragment, type ReactNode } from 'react'
import { useWidget } from './widget.tsx'

export interface Fact {
  readonly name: string
  readonly value: ReactNode
}

export interface FactsProps {
  readonly facts: readonly Fact[]
  /** Puts each value under its name: for long ones, such as addresses. */
  readonly isStacked?: boolean
}

/** Pairs of a name and a value. */
export function Facts({ facts, isStacked }: FactsProps) {
  const { slot } = useWidget()
  return (
    <dl className={slot('facts')} data-stacked={isStacked || undefined}>
      {facts.map(({ name, value }) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
