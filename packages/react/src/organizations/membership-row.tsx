import type { Membership } from '@tenantry/core'
import type { ReactNode } from 'react'
import { Avatar } from '../ui/avatar.tsx'
import { Name } from '../ui/name.tsx'
import { Badge } from '../ui/person.tsx'
import { useWidget } from '../ui/widget.tsx'

export interface MembershipRowProps {
  readonly membership: Membership
  /** Whether this tab works in it. */
  readonly isCurrent?: boolean
  readonly onSelect?: (membership: Membership) => void
  /** What else can be done, at the end of the row. */
  readonly children?: ReactNode
}

/** One of one's organizations: a button that goes there, unless the membership is suspended. */
export function MembershipRow({ membership, isCurrent = false, onSelect, children }: MembershipRowProps) {
  const { slot, translator } = useWidget()
  const { t, roleName } = translator
  const { is_active, is_default, role, organizations } = membership
  const about = (
    <>
      <Avatar name={organizations.name} />
      <span className={slot('rowBody')}>
        <span className={slot('rowName')}>
          <Name name={organizations.name} />
        </span>{' '}
        <span className={slot('rowText')}>
          {roleName(role)} {is_default && <Badge>{t('organizations.default')}</Badge>}{' '}
          {isCurrent && <Badge tone="accent">{t('organizations.current')}</Badge>}{' '}
          {!is_active && <Badge tone="warning">{t('members.suspended')}</Badge>}
        </span>
        {!is_active && <span className={slot('rowText')}>{t('organizations.suspendedText')}</span>}
      </span>
    </>
  )
  return (
    <li className={slot('choice')} aria-current={isCurrent || undefined}>
      {onSelect ? (
        <button
          type="button"
          className={slot('menuItem')}
          data-entry=""
          data-name={organizations.name}
          aria-disabled={!is_active || undefined}
          onClick={() => is_active && onSelect(membership)}
        >
          {about}
        </button>
      ) : (
        <div className={slot('menuItem')}>{about}</div>
      )}
      {children}
    </li>
  )
}
