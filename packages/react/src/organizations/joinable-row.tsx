import type { JoinableOrganization } from '@tenantry/core'
import type { ReactNode } from 'react'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { useWidget } from '../ui/widget.tsx'

export interface JoinableRowProps {
  readonly organization: JoinableOrganization
  readonly isPending: boolean
  readonly isBlocked?: boolean | undefined
  readonly onJoin: () => void
  /** Stands in place of the door once one is inside. */
  readonly done?: ReactNode
  readonly children?: ReactNode
}

const doors = {
  join: ['company.join', 'company.joinNamed'],
  request: ['company.ask', 'company.askNamed'],
} as const

/** An organization of one's own e-mail domain, with its door: open, to be knocked at, or knocked at. */
export function JoinableRow({ organization, isPending, isBlocked, onJoin, done, children }: JoinableRowProps) {
  const { slot, translator } = useWidget()
  const { t } = translator
  const { name, via, requested } = organization
  const [label, named] = doors[via]
  return (
    <li className={slot('row')} data-inline="">
      <Avatar name={name} />
      <div className={slot('rowBody')}>
        <span className={slot('rowName')}>
          <bdi>{name}</bdi>
        </span>
      </div>
      <div className={slot('rowActions')}>
        {done || (
          // The same button before and after, so that it keeps its focus and its place.
          <Button
            kind={requested ? 'secondary' : 'primary'}
            aria-label={requested ? undefined : t(named, { organization: name })}
            pending={isPending}
            blocked={requested || isBlocked === true}
            onClick={onJoin}
          >
            {t(requested ? 'company.requested' : label)}
          </Button>
        )}
      </div>
      {children}
    </li>
  )
}
