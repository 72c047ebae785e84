import type { Problem } from '@tenantry/core'
import type { ReactNode } from 'react'
import { ProblemAlert } from '../ui/alert.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { preload } from '../ui/deferred.tsx'
import { Expiry } from '../ui/moment.tsx'
import { useWidget } from '../ui/widget.tsx'
import { loadDeclineDialog } from './load-decline-dialog.ts'

/** An invitation as a row shows it. */
export interface InvitationView {
  readonly organization: string
  readonly role: string
  readonly team: string | null
  readonly invitedBy?: string
  readonly expiresAt: string
}

export interface InvitationItemProps {
  readonly invitation: InvitationView
  readonly pending: 'accept' | 'decline' | null
  readonly problem: Problem | null
  readonly onAccept: () => void
  readonly onDecline: () => void
  /** Stands in place of the answers once one was given. */
  readonly done?: ReactNode
  readonly children?: ReactNode
}

/** A waiting invitation with its two answers. */
export function InvitationItem(props: InvitationItemProps) {
  const { invitation, pending, problem, onAccept, onDecline, done, children } = props
  const { slot, translator } = useWidget()
  const { t } = translator
  const { organization, role, team, invitedBy, expiresAt } = invitation
  return (
    <li className={slot('row')}>
      <Avatar name={organization} />
      <div className={slot('rowBody')}>
        <span className={slot('rowName')}>
          <bdi>{organization}</bdi>
        </span>
        <span className={slot('rowText')}>
          {translator.roleName(role)}
          {team && (
            <>
              {' · '}
              <bdi>{team}</bdi>
            </>
          )}
        </span>
        {invitedBy && <span className={slot('rowText')}>{t('invitation.from', { inviter: invitedBy })}</span>}
        <span className={slot('rowText')}>
          <Expiry at={expiresAt} />
        </span>
      </div>
      <div className={slot('rowActions')}>
        {done ?? (
          <>
            <Button
              kind="primary"
              aria-label={t('invitations.acceptNamed', { organization })}
              pending={pending === 'accept'}
              blocked={pending !== null}
              onClick={onAccept}
            >
              {t('invitations.accept')}
            </Button>
            <Button
              aria-label={t('invitations.declineNamed', { organization })}
              aria-haspopup="dialog"
              onNear={() => preload(loadDeclineDialog)}
              blocked={pending !== null}
              onClick={onDecline}
            >
              {t('invitations.decline')}
            </Button>
          </>
        )}
      </div>
      <ProblemAlert problem={problem} />
      {children}
    </li>
  )
}
