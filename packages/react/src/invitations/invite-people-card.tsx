import type { InvitationDraft, InvitationResult, OrganizationRef } from '@tenantry/core'
import type { Action } from '../actions/action.ts'
import { useAct } from '../actions/use-act.ts'
import { useTenantry } from '../provider/context.ts'
import { useProblem } from '../query/use-problem.ts'
import { Card, Emblem } from '../ui/card.tsx'
import { InvitePeopleForm } from './invite-people-form.tsx'
import { useInvitePeople } from './use-invite-people.ts'

const none: readonly InvitationResult[] = []

export interface InvitePeopleCardProps extends Action<readonly InvitationDraft[], readonly InvitationResult[]> {
  readonly organization: OrganizationRef
  readonly roles?: readonly string[] | undefined
  readonly onFinish?: (() => void) | undefined
}

/** The card that invites people, outside of the onboarding flow. */
export function InvitePeopleCard({ organization, roles, onFinish, ...action }: InvitePeopleCardProps) {
  const { translator } = useTenantry()
  const { mutateAsync, data, isPending, error } = useInvitePeople(organization.id)
  const submit = useAct({
    action,
    run: async (people: readonly InvitationDraft[]) => (await mutateAsync(people)).results,
  })

  return (
    <Card
      emblem={<Emblem icon="people" />}
      title={translator.t('invite.title')}
      text={translator.t('invite.text', { organization: organization.name })}
    >
      <InvitePeopleForm
        roles={roles}
        submitting={isPending}
        problem={useProblem(error)}
        results={data?.results ?? none}
        onSubmit={submit}
        onFinish={onFinish}
      />
    </Card>
  )
}
