import { InvitePeopleForm } from '../../invitations/invite-people-form.tsx'
import { Card, Emblem } from '../../ui/card.tsx'
import { useWidget } from '../../ui/widget.tsx'
import type { ScreenProps } from '../screen-props.ts'

/** The organization exists: invite people to it, or go on. */
export function InvitePeopleScreen({ state, flow, options }: ScreenProps<'invite-people'>) {
  const { t } = useWidget().translator
  const { organization, submitting, problem, results } = state
  return (
    <Card
      emblem={<Emblem icon="people" />}
      title={t('invite.title')}
      text={t('invite.text', { organization: organization.name })}
    >
      <InvitePeopleForm
        roles={options.roles}
        submitting={submitting}
        problem={problem}
        results={results}
        onSubmit={flow.invite}
        onFinish={flow.finish}
      />
    </Card>
  )
}
