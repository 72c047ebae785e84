import type { contract } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { timestamp } from '../http/timestamp.ts'
import { pendingFor } from './queries.ts'

/** Lists what waits for the caller, for the dashboard's badge and inbox (seed 003, scenario 4). */
export const pending: Handler<typeof contract.invitations.pending> = async (_input, { tx, principal, now }) => {
  const found = await pendingFor(tx, principal, now)
  const pending_invitations = found.map(
    ({ id, organization_name, role, team_name, inviter_name, inviter_email, expires_at }) => ({
      id,
      organization_name,
      role,
      team_name,
      invited_by: inviter_name || inviter_email || '',
      expires_at: timestamp(expires_at),
    }),
  )
  return { pending_invitations, count: pending_invitations.length }
}
