import type { Context } from '../context.ts'
import { type Decision, decide, type FoundRequest } from './queries.ts'
import { showRequest } from './show-request.ts'

/** Decides on a membership request with the end of the transaction, and answers the request as it is then. */
export function decideOn(
  request: FoundRequest,
  status: Decision['status'],
  caller: string,
  { tx, atEnd, principal, policy, now }: Context,
) {
  const decision = { status, decided_at: now, decided_by: principal.userId }
  atEnd(() => decide(tx, request.id, decision))
  const decider = { decider_name: principal.fullName, decider_email: principal.email }
  const decided = { ...request, ...decision, ...decider }
  return { success: true, request: showRequest(decided, policy.roles, caller) } as const
}
