import type { InvitationDraft, InvitationResult } from '@tenantry/core'
import { type Action, isAllowed, tell } from '../actions/action.ts'
import { useTenantry } from '../provider/context.ts'
import type { InviteFormProps } from './invite-form.tsx'
import { useInviteBox } from './use-invite-box.ts'
import { useInviteMembers } from './use-invite-members.ts'
import { useOfferedRoles } from './use-offered-roles.ts'

/** What a host does before and after people are invited. */
export type InviteAction = Action<readonly InvitationDraft[], readonly InvitationResult[]>

export interface InvitingOptions extends InviteAction {
  /** The roles on offer. @default those that the caller may give */
  readonly roles?: readonly string[] | undefined
  /** The role chosen at first. @default the last one on offer */
  readonly defaultRole?: string | undefined
}

/** What an invite form needs outside of the onboarding flow. Where it is called, the people in the box are kept. */
export function useInviting(
  organizationId: string,
  { roles, defaultRole, ...action }: InvitingOptions,
): Omit<InviteFormProps, 'onFinish'> {
  const { session } = useTenantry()
  const box = useInviteBox()
  const { mutateAsync } = useInviteMembers(organizationId, box.hear)

  async function onSend(people: readonly InvitationDraft[]) {
    if (!(await isAllowed(action, people, session))) return null
    const sent = await mutateAsync(people)
    tell(action, sent.results)
    return sent
  }

  return { box, roles: useOfferedRoles(organizationId, roles), defaultRole, onSend }
}
