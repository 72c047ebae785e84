import { declining, screens } from '@tenantry/core/messages/en'
import { useState } from 'react'
import { loadDeclineDialog } from '../../invitations/load-decline-dialog.ts'
import { AccountNote } from '../../ui/account-note.tsx'
import { ProblemAlert } from '../../ui/alert.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { Actions, Card } from '../../ui/card.tsx'
import { DeferredDialog, preload } from '../../ui/deferred.tsx'
import { useWidget } from '../../ui/widget.tsx'
import { InvitationFacts, inviterOf } from '../invitation-facts.tsx'
import type { ScreenProps } from '../screen-props.ts'

/** The invitation to whoever is signed in: accept or decline. */
function InvitationReviewScreen({ state, flow }: ScreenProps<'invitation-review'>) {
  const { t } = useWidget().translator
  const { invitation, email, submitting, problem } = state
  const [isDeclining, setIsDeclining] = useState(false)
  return (
    <Card
      emblem={<Avatar name={invitation.organization.name} />}
      title={t('review.title', { organization: invitation.organization.name })}
      text={t('review.text', { inviter: inviterOf(invitation) })}
      footer={<AccountNote email={email} onSignOut={flow.switchAccount} />}
    >
      <InvitationFacts invitation={invitation} />
      {!isDeclining && <ProblemAlert problem={problem} />}
      <Actions>
        <Button
          kind="primary"
          pending={submitting === 'accept'}
          blocked={submitting !== null}
          onClick={() => flow.accept(invitation.id)}
        >
          {t(submitting === 'accept' ? 'review.accepting' : 'review.accept')}
        </Button>
        <Button
          aria-haspopup="dialog"
          blocked={submitting !== null}
          onNear={() => preload(loadDeclineDialog)}
          onClick={() => setIsDeclining(true)}
        >
          {t('review.decline')}
        </Button>
      </Actions>
      {isDeclining && (
        <DeferredDialog
          load={loadDeclineDialog}
          props={{
            organization: invitation.organization.name,
            submitting: submitting === 'decline',
            problem,
            onDecline: (reason) => void flow.decline(invitation.id, reason),
            onClose: () => setIsDeclining(false),
          }}
        />
      )}
    </Card>
  )
}

/** The screen with its words. */
export const invitationReview = { Part: InvitationReviewScreen, words: [screens, declining] }
