import type { contract } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { timestamp } from '../http/timestamp.ts'
import { findHeld } from './queries.ts'
import { refusalOf } from './refusal.ts'

/** Shows what a link invites to. Changes nothing: mail scanners open links too. */
export const validateToken: Handler<typeof contract.invitations.validateToken> = async (_input, { tx, now }, fail) => {
  const found = await findHeld(tx)
  if (!found) throw fail('INVITATION_NOT_FOUND')
  const refusal = refusalOf(found, now)
  if (refusal) throw fail(refusal)
  return {
    valid: true,
    invitation: {
      id: found.id,
      email: found.email,
      role: found.role,
      expires_at: timestamp(found.expires_at),
      organization: { id: found.organization_id, name: found.organization_name, slug: found.organization_slug },
      team: found.team_id && found.team_name ? { id: found.team_id, name: found.team_name } : null,
      invited_by: { full_name: found.inviter_name ?? '', email: found.inviter_email ?? '' },
    },
  }
}
