import { useState } from 'react'
import { useWidget } from './widget.tsx'

/** Says when an invitation expires: how far away in the text, the exact time on hover and for machines. */
export function Expiry({ at }: { readonly at: string }) {
  const { translator } = useWidget()
  const [now] = useState(Date.now)
  return (
    <time dateTime={at} title={translator.dateTime(at)}>
      {translator.t('invitation.expires', { when: translator.relative(at, now) })}
    </time>
  )
}
