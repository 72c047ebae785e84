import type { ReactNode } from 'react'
import { sentenceOf, type Wordable } from '../provider/use-problem-text.ts'
import { Icon, type IconName } from './icon.tsx'
import { useWidget } from './widget.tsx'

const tones = {
  info: { slot: 'alertInfo', icon: 'info' },
  success: { slot: 'alertSuccess', icon: 'check' },
  danger: { slot: 'alertDanger', icon: 'warning' },
} as const satisfies Record<string, { slot: string; icon: IconName }>

/** A sentence that came up after something was done. Good news is announced by the widget, for a live region must be there before its words. */
export function Alert({ tone, children }: { readonly tone: keyof typeof tones; readonly children: ReactNode }) {
  const { slot } = useWidget()
  const { slot: name, icon } = tones[tone]
  return (
    <div className={slot('alert', name)} role={tone === 'danger' ? 'alert' : undefined}>
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  )
}

/** Says why something failed. */
export function ProblemAlert({ problem }: { readonly problem: Wordable | null | undefined }) {
  const { translator } = useWidget()
  return problem && <Alert tone="danger">{sentenceOf(problem, translator)}</Alert>
}
