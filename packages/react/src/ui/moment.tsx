import type { Translator } from '@tenantry/core/messages'
import { useState } from 'react'
import { useHydrated } from './use-hydrated.ts'
import { useWidget } from './widget.tsx'

const DAY_MS = 86_400_000

interface MomentProps {
  readonly at: string
}

/** Names a day, with the exact time on hover and for machines. */
export function Day({ at }: MomentProps) {
  return <Moment at={at} say={({ date }) => date(at)} />
}

/** Names a day and time. */
export function Exact({ at }: MomentProps) {
  return <Moment at={at} say={({ dateTime }) => dateTime(at)} />
}

/** Says how long ago something was, as long as that is within a day; then the day and time. */
export function Ago({ at }: MomentProps) {
  const isRecent = (now: number) => now - Date.parse(at) < DAY_MS
  return <Moment at={at} say={({ relative, dateTime }, now) => (isRecent(now) ? relative(at, now) : dateTime(at))} />
}

/** Says how far away a moment is, with the exact time on hover and for machines. */
export function Distance({ at }: MomentProps) {
  return <Moment at={at} say={({ relative }, now) => relative(at, now)} />
}

/** Says when an invitation expires: how far away in the text, the exact time on hover and for machines. */
export function Expiry({ at }: MomentProps) {
  return <Moment at={at} say={({ t, relative }, now) => t('invitation.expires', { when: relative(at, now) })} />
}

interface SaidProps extends MomentProps {
  readonly say: (translator: Translator, now: number) => string
}

/** A server knows neither the time zone of its reader nor what their clock says: its words stand until React has taken over the page. */
function Moment({ at, say }: SaidProps) {
  const { translator } = useWidget()
  const [now] = useState(Date.now)
  return (
    <time
      // A new element then: what React was told not to compare, it does not correct either.
      key={String(useHydrated())}
      dateTime={at}
      title={translator.dateTime(at)}
      suppressHydrationWarning
    >
      {say(translator, now)}
    </time>
  )
}
