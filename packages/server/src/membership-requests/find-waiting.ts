import { type contract, type RequestAct, requestActions } from '@tenantry/core'
import type { Context, Fail } from '../context.ts'
import { lockedStanding } from '../organizations/queries.ts'
import { findRequest } from './queries.ts'

type Deciding = typeof contract.membershipRequests.approve | typeof contract.membershipRequests.deny

/** Finds a membership request of a locked organization to which the caller may do this, and what the caller is there. */
export async function findWaiting(
  act: RequestAct,
  { organizationId, requestId }: { readonly organizationId: string; readonly requestId: string },
  { tx, principal, policy }: Context,
  fail: Fail<Deciding>,
) {
  const [standing, request] = await Promise.all([
    // First: of two who decide at once, the second one sees what the first one did.
    lockedStanding(tx, principal, organizationId),
    findRequest(tx, organizationId, requestId),
  ])
  if (!standing) throw fail('ORGANIZATION_NOT_FOUND')
  if (!request) throw fail('REQUEST_NOT_FOUND')
  if (request.status !== 'pending') throw fail('REQUEST_DECIDED')
  // That somebody is a member already is for `approve` to say, in its own words.
  if (!requestActions(policy.roles, standing.role, { ...request, is_member: false }).includes(act))
    throw fail('NOT_AUTHORIZED')
  return { request, standing }
}
