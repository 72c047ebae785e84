import type { OrganizationRef } from '@tenantry/core'
import { Card, Emblem } from '../ui/card.tsx'
import { Deferred } from '../ui/deferred.tsx'
import { FormSkeleton } from '../ui/skeleton.tsx'
import { useWidget } from '../ui/widget.tsx'
import type { InvitingOptions } from './use-inviting.ts'

/** Loads the form that invites people: it comes after another step, or after the question whether the caller may. */
export const loadInvitingForm = () => import('./inviting-form.tsx').then(({ invitingForm }) => invitingForm)

export interface InviteMembersCardProps extends InvitingOptions {
  readonly organization: OrganizationRef
  readonly onFinish?: (() => void) | undefined
}

/** The card that invites people, outside of the onboarding flow. */
export function InviteMembersCard({ organization, onFinish, ...options }: InviteMembersCardProps) {
  const { t } = useWidget().translator
  return (
    <Card
      emblem={<Emblem icon="people" />}
      title={t('invite.title')}
      text={t('invite.text', { organization: organization.name })}
    >
      <Deferred
        load={loadInvitingForm}
        props={{ ...options, organizationId: organization.id, onFinish }}
        skeleton={<FormSkeleton />}
      />
    </Card>
  )
}
