import { inbox, screens } from '@tenantry/core/messages/en'
import { useRef, useState } from 'react'
import { InvitationItem } from '../../invitations/invitation-item.tsx'
import { loadDeclineDialog } from '../../invitations/load-decline-dialog.ts'
import { useRowFocus } from '../../invitations/use-row-focus.ts'
import { AccountNote } from '../../ui/account-note.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Emblem } from '../../ui/card.tsx'
import { DeferredDialog } from '../../ui/deferred.tsx'
import { useWidget } from '../../ui/widget.tsx'
import type { ScreenProps } from '../screen-props.ts'

/** Scenario 3 of seed 003: accept or decline each of the invitations that wait. */
function InvitationsScreen({ state, flow, isBusy }: ScreenProps<'invitations'>) {
  const { slot, translator, announce } = useWidget()
  const { t } = translator
  const { rows, email, mayCreate } = state
  const [asked, setAsked] = useState<string | null>(null)
  const list = useRef<HTMLUListElement>(null)
  useRowFocus(list, rows.length)
  const declining = rows.find(({ invitation }) => invitation.id === asked)

  async function decline(id: string, organization: string, reason: string | null) {
    if (await flow.decline(id, reason)) announce(t('invitations.declined', { organization }))
  }

  return (
    <Card
      emblem={<Emblem icon="inbox" />}
      title={t('invitations.title', { count: rows.length })}
      text={t('invitations.text')}
      footer={<AccountNote email={email} onSignOut={flow.switchAccount} />}
    >
      <ul className={slot('list')} ref={list}>
        {rows.map(({ invitation, pending, problem }) => (
          <InvitationItem
            key={invitation.id}
            invitation={{
              organization: invitation.organizations.name,
              role: invitation.role,
              team: invitation.teams?.name ?? null,
              expiresAt: invitation.expires_at,
            }}
            pending={pending}
            problem={asked === invitation.id ? null : problem}
            onAccept={() => flow.accept(invitation.id)}
            onDecline={() => setAsked(invitation.id)}
          />
        ))}
      </ul>
      {mayCreate && (
        <Button kind="quiet" blocked={isBusy} onClick={flow.createInstead}>
          {t('common.createInstead')}
        </Button>
      )}
      {declining && (
        <DeferredDialog
          load={loadDeclineDialog}
          props={{
            organization: declining.invitation.organizations.name,
            submitting: declining.pending === 'decline',
            problem: declining.problem,
            onDecline: (reason) => decline(declining.invitation.id, declining.invitation.organizations.name, reason),
            onClose: () => setAsked(null),
          }}
        />
      )}
    </Card>
  )
}

/** The screen with its words. */
export const invitations = { Part: InvitationsScreen, words: [screens, inbox] }
