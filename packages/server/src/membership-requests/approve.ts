import { type contract, mayGrant } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { membershipApprovedMail } from '../mail/templates/mails.ts'
import { assertRole } from '../members/assert-role.ts'
import { insertMembership } from '../organizations/queries.ts'
import { teamOf } from '../teams/queries.ts'
import { decideOn } from './decision.ts'
import { findWaiting } from './find-waiting.ts'

/** Lets somebody in who asked, as the one answer that a request can get. */
export const approve: Handler<typeof contract.membershipRequests.approve> = async ({ params, body }, context, fail) => {
  const { tx, atEnd, policy, now, newId, locale } = context
  const { organizationId } = params
  const { role = policy.defaultRole, team_id } = body
  const [{ request, standing }, team] = await Promise.all([
    findWaiting('approve', params, context, fail),
    team_id === null ? null : teamOf(tx, organizationId, team_id),
  ])
  assertRole(policy.roles, role)
  if (!mayGrant(policy.roles, standing.role, role)) throw fail('NOT_AUTHORIZED')
  if (team === undefined) throw fail('TEAM_NOT_FOUND')
  if (request.is_member) throw fail('MEMBERSHIP_EXISTS')
  if (!request.admitted) throw fail('DOMAIN_REQUIRED')
  if (!request.free) throw fail('ORGANIZATION_FULL')

  // In this order: the database lets nobody in whose request was not approved in the same transaction.
  const answer = decideOn(request, 'approved', standing.role, context)
  const { user_id } = request
  const membership = { id: newId(), user_id, organization_id: organizationId, role, team_id } as const
  atEnd(() => insertMembership(tx, { ...membership, joined_via: 'request', invitation_id: null }, now))
  const target = { targetType: 'membership_request', targetId: request.id, data: { user_id, role, team_id } }
  context.audit({ organizationId, action: 'membership_request.approved', ...target })

  const url = new URL(policy.pages.dashboard, policy.publicUrl).href
  const to = request.proved_email
  // Nobody proved the address: its owner may be somebody who never asked.
  if (to !== null) context.post(membershipApprovedMail({ locale, to, organizationName: standing.name, url }))
  return answer
}
