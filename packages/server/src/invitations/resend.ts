import type { contract } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { askProvider, isMailedByProvider } from './ask-provider.ts'
import { findManaged } from './find-managed.ts'
import { invitationLetter } from './letter.ts'
import type { SentInvitation } from './managed-queries.ts'
import { renew } from './renew.ts'
import { showManaged } from './show-managed.ts'
import { tooMany, withinLimits } from './within-limits.ts'

const COOLDOWN_SECONDS = 60

type Resend = Handler<typeof contract.invitations.resend>

/** Sends an invitation again: the link before ends, and one that ran out waits anew. Not within a minute of the last mail. */
export const resend: Resend = resendAfter(({ resent_at, created_at }) => resent_at ?? created_at)

/** The same for seed 002, which knows no wait after the first mail: only a repetition has to wait. */
export const resendAtOnce: Resend = resendAfter(({ resent_at }) => resent_at)

function resendAfter(lastMail: (invitation: SentInvitation) => Date | null): Resend {
  return async ({ params }, context, fail) => {
    const { principal, policy, now } = context
    const { invitation, standing } = await findManaged('resend', params, context, fail)
    const wait = COOLDOWN_SECONDS - (now.getTime() - (lastMail(invitation)?.getTime() ?? 0)) / 1000
    if (wait > 0) throw tooMany(Math.ceil(wait), { reason: 'cooldown' })
    const admitted = await withinLimits(context, params.organizationId, [invitation.email])
    if (admitted.size === 0) throw tooMany()

    const sent = { resent_at: now, delivery_status: 'queued', delivery_error: null } as const
    const renewed = await renew(context, invitation, { ...sent, token_shown: false })
    // Declining waits for nobody: it may have happened since.
    if (!renewed) throw fail('INVITATION_USED')
    const { id, email, role, team_name: teamName } = invitation
    if (await isMailedByProvider(context, params.organizationId)) context.atEnd(() => askProvider(context, [id]))
    else
      context.post(
        invitationLetter(context, { email, role, teamName, organizationName: standing.name, ...renewed }),
        id,
      )
    const target = { targetType: 'invitation', targetId: id }
    context.audit({ organizationId: params.organizationId, action: 'invitation.resent', ...target, data: { role } })

    const caller = { user_id: principal.userId, role: standing.role }
    const { expires_at } = renewed
    const shown = showManaged({ ...invitation, ...sent, expires_at }, { roles: policy.roles, caller }, now)
    return { success: true, invitation: shown }
  }
}
