import { useState } from 'react'
import { Pick } from '../ui/pick.tsx'
import { useWidget } from '../ui/widget.tsx'
import type { InviteBox } from './use-invite-box.ts'

export interface RecipientRolesProps {
  readonly box: InviteBox
  readonly roles: readonly string[]
  /** The role of whoever has none of their own. */
  readonly role: string
}

/** Everybody in an invite box with a role of their own, for whoever opens it. */
export function RecipientRoles({ box, roles, role }: RecipientRolesProps) {
  const { slot, translator } = useWidget()
  const { t, roleName } = translator
  // Hundreds of selects are there for nobody until then.
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details className={slot('details')} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className={slot('summary')}>{t('invite.eachRole')}</summary>
      <ul className={slot('list', 'recipientRoles')} aria-label={t('invite.eachRole')} data-dense="">
        {(isOpen ? box.chips : []).map((chip) => (
          <li className={slot('row')} key={chip.key}>
            <div className={slot('rowBody')}>
              <span className={slot('rowName')}>
                <bdi>{chip.name || chip.email}</bdi>
              </span>
              {chip.name && (
                <span className={slot('rowText')}>
                  <bdi>{chip.email}</bdi>
                </span>
              )}
            </div>
            <Pick
              label={t('members.roleOf', { name: chip.email })}
              value={chip.role ?? role}
              options={roles.map((key) => ({ value: key, label: roleName(key) }))}
              onChange={(own) => box.assign(chip, own === role ? undefined : own)}
            />
          </li>
        ))}
      </ul>
    </details>
  )
}
