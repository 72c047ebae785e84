import type { ButtonHTMLAttributes, MouseEvent, ReactNode } from 'react'
import { useWidget } from './widget.tsx'

const kinds = {
  primary: 'buttonPrimary',
  secondary: 'buttonSecondary',
  quiet: 'buttonQuiet',
  danger: 'buttonDanger',
} as const

type Native = Pick<
  ButtonHTMLAttributes<HTMLButtonElement>,
  'type' | 'aria-label' | 'aria-describedby' | 'aria-haspopup' | 'aria-expanded' | 'popoverTarget' | 'autoFocus' | 'id'
>

export interface ButtonProps extends Native {
  readonly kind?: keyof typeof kinds
  /** What it started is under way: a spinner shows, and a click does nothing. */
  readonly pending?: boolean
  /** A click does nothing, as long as something else is under way. */
  readonly blocked?: boolean
  /** Takes the focus when the dialog around it opens. */
  readonly isFocused?: boolean
  readonly onClick?: (() => void) | undefined
  /** Called when somebody comes near, by pointer or by key: what it opens can begin to load. */
  readonly onNear?: (() => void) | undefined
  readonly children: ReactNode
}

// What the first of several clicks in one place was for.
let clicked: EventTarget | null = null

/** A button that keeps its focus while it works: `disabled` would throw the focus away. */
export function Button({
  kind = 'secondary',
  pending,
  blocked,
  isFocused,
  onClick,
  onNear,
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  const { slot } = useWidget()
  const isOff = Boolean(pending || blocked)

  function click(event: MouseEvent) {
    if (event.detail < 2) clicked = event.currentTarget
    // Nobody means the button that has come to stand in the place of the first between two clicks.
    if (isOff || event.currentTarget !== clicked) event.preventDefault()
    else onClick?.()
  }

  return (
    <button
      {...rest}
      type={type}
      className={slot('button', kinds[kind])}
      aria-disabled={isOff || undefined}
      data-pending={pending || undefined}
      data-autofocus={isFocused || undefined}
      onClick={click}
      onPointerEnter={onNear}
      onFocus={onNear}
    >
      {pending && <span className={slot('spinner')} aria-hidden="true" />}
      <span>{children}</span>
    </button>
  )
}
