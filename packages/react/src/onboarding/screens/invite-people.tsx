import type { InvitationDraft } from '@tenantry/core'
import { inviteBox, inviting } from '@tenantry/core/messages/en'
import { inBatches } from '../../invitations/batches.ts'
import { InviteForm } from '../../invitations/invite-form.tsx'
import { useInviteBox } from '../../invitations/use-invite-box.ts'
import { useOfferedRoles } from '../../invitations/use-offered-roles.ts'
import { Card, Emblem } from '../../ui/card.tsx'
import { useWidget } from '../../ui/widget.tsx'
import type { ScreenProps } from '../screen-props.ts'

/** The organization exists: invite people to it, or go on. */
function InvitePeopleScreen({ state: { organization }, flow, options }: ScreenProps<'invite-people'>) {
  const { t } = useWidget().translator
  const box = useInviteBox()

  async function send(people: InvitationDraft[]) {
    const isDone = await flow.invite(people)
    const after = flow.$state.get()
    if (after.name !== 'invite-people') return null
    if (after.problem) throw after.problem.cause
    return isDone ? after.results : null
  }

  return (
    <Card
      emblem={<Emblem icon="people" />}
      title={t('invite.title')}
      text={t('invite.text', { organization: organization.name })}
    >
      <InviteForm
        box={box}
        roles={useOfferedRoles(organization.id, options.roles)}
        onSend={(people) => inBatches(people, send, box.hear)}
        onFinish={flow.finish}
      />
    </Card>
  )
}

/** The screen with its words. */
export const invitePeople = { Part: InvitePeopleScreen, words: [inviting, inviteBox] }
