import { inviteBox, inviting } from '@tenantry/core/messages/en'
import { InviteForm } from './invite-form.tsx'
import { type InvitingOptions, useInviting } from './use-inviting.ts'

export interface InvitingFormProps extends InvitingOptions {
  readonly organizationId: string
  readonly onFinish: (() => void) | undefined
}

/** The invite form with what it holds, outside of the onboarding flow. */
function InvitingForm({ organizationId, onFinish, ...options }: InvitingFormProps) {
  return <InviteForm {...useInviting(organizationId, options)} onFinish={onFinish} />
}

/** The part with its words. */
export const invitingForm = { Part: InvitingForm, words: [inviting, inviteBox] }
