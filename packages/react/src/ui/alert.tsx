import type { Problem } from '@tenantry/core'
import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import { useWidget } from './widget.tsx'

const tones = {
  info: { slot: 'alertInfo', icon: 'info', role: 'status' },
  success: { slot: 'alertSuccess', icon: 'check', role: 'status' },
  danger: { slot: 'alertDanger', icon: 'warning', role: 'alert' },
} as const satisfies Record<string, { slot: string; icon: IconName; role: string }>

/** A sentence that came up after something was done. */
export function Alert({ tone, children }: { readonly tone: keyof typeof tones; readonly children: ReactNode }) {
  const { slot } = useWidget()
  const { slot: name, icon, role } = tones[tone]
  return (
    <div className={slot('alert', name)} role={role}>
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  )
}

/** Says why something failed, and how long to wait when that is known. */
export function ProblemAlert({ problem }: { readonly problem: Problem | null | undefined }) {
  const { translator } = useWidget()
  if (!problem) return null
  const wait = waitOf(problem)
  return (
    <Alert tone="danger">
      {translator.t(`errors.${problem.code}`)}
      {wait && ` ${translator.t(wait.key, { count: wait.count })}`}
    </Alert>
  )
}

/** Answers how to say the wait that a problem asks for; null when it asks for none. */
export function waitOf({ retryAfter }: Problem) {
  if (!retryAfter) return null
  if (retryAfter < 90) return { key: 'common.waitSeconds', count: retryAfter } as const
  return { key: 'common.waitMinutes', count: Math.ceil(retryAfter / 60) } as const
}
