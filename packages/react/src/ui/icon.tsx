import type { ReactNode } from 'react'
import { drawings } from './drawings.ts'
import { useWidget } from './widget.tsx'

export type IconName = keyof typeof drawings

/** A drawing that repeats what words beside it say, and is silent itself. */
export function Icon({ name }: { readonly name: IconName }): ReactNode {
  const { slot } = useWidget()
  return (
    <svg
      className={slot('icon')}
      viewBox="0 0 24 24"
      // As attributes, they hold where a host leaves our style sheet out, and any rule is stronger.
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={drawings[name]} />
    </svg>
  )
}
