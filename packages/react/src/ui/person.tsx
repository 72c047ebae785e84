import type { ReactNode } from 'react'
import { Avatar } from './avatar.tsx'
import { useWidget } from './widget.tsx'

export interface PersonProps {
  readonly name: string
  readonly email?: string | null
  /** Marks behind the name. */
  readonly badges?: ReactNode
}

/** What somebody is called: by the name, or by the address as long as they gave none. */
export function nameOf({ full_name, email }: { readonly full_name: string; readonly email: string | null }): string {
  return full_name.trim() || (email ?? '')
}

/** Somebody: initials, name, and the address below. */
export function Person({ name, email, badges }: PersonProps) {
  const { slot } = useWidget()
  return (
    <div className={slot('person')}>
      <Avatar name={name} />
      <div className={slot('rowBody')}>
        <span className={slot('rowName')}>
          <bdi>{name}</bdi> {badges}
        </span>{' '}
        {email && email !== name && (
          <span className={slot('rowText')}>
            <bdi>{email}</bdi>
          </span>
        )}
      </div>
    </div>
  )
}

export interface BadgeProps {
  readonly tone?: 'neutral' | 'accent' | 'success' | 'warning' | 'danger'
  readonly children: ReactNode
}

/** A word that marks something. */
export function Badge({ tone = 'neutral', children }: BadgeProps) {
  const { slot } = useWidget()
  return (
    <span className={slot('badge')} data-tone={tone}>
      {children}
    </span>
  )
}
