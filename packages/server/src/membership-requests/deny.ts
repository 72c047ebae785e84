import type { contract } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { decideOn } from './decision.ts'
import { findWaiting } from './find-waiting.ts'

/** Turns a membership request down; whoever asked may ask again. */
export const deny: Handler<typeof contract.membershipRequests.deny> = async ({ params }, context, fail) => {
  const { request, standing } = await findWaiting('deny', params, context, fail)
  const answer = decideOn(request, 'denied', standing.role, context)
  const target = { targetType: 'membership_request', targetId: request.id, data: { user_id: request.user_id } }
  context.audit({ organizationId: params.organizationId, action: 'membership_request.denied', ...target })
  return answer
}
