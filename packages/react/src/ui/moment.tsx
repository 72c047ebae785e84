import { useState } from 'react'
import { useWidget } from './widget.tsx'

interface MomentProps {
  readonly at: string
}

/** Names a day, with the exact time on hover and for machines. */
export function Day({ at }: MomentProps) {
  const { translator } = useWidget()
  return (
    <time dateTime={at} title={translator.dateTime(at)}>
      {translator.date(at)}
    </time>
  )
}

/** Says when an invitation expires: how far away in the text, the exact time on hover and for machines. */
export function Expiry({ at }: MomentProps) {
  const { translator } = useWidget()
  const [now] = useState(Date.now)
  return (
    <time dateTime={at} title={translator.dateTime(at)}>
      {translator.t('invitation.expires', { when: translator.relative(at, now) })}
    </time>
  )
}
