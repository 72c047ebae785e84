import { may, type Role } from './roles.ts'

/** What can be done with a membership request. */
export const requestActs = ['approve', 'deny'] as const

/** `approve` makes a member of whoever asked; `deny` turns them down, and they may ask again. */
export type RequestAct = (typeof requestActs)[number]

/** What there is to know of a membership request before anything is done with it. */
export interface RequestState {
  readonly status: 'pending' | 'approved' | 'denied'
  /** Whether whoever asked came in by another door meanwhile. */
  readonly is_member: boolean
}

/** Lists what somebody with a role may do with a membership request; which roles they may give is for `mayGrant`. */
export function requestActions(
  roles: readonly Role[],
  caller: string,
  { status, is_member }: RequestState,
): RequestAct[] {
  if (status !== 'pending' || !may(roles, caller, 'members:update')) return []
  return requestActs.filter((act) => act === 'deny' || !is_member)
}
