import { may, mayTake, type Permission, type Role } from './roles.ts'

/** What can be done with a team. */
export const teamActs = ['rename', 'remove'] as const

/** `rename` changes the name alone; `remove` leaves its members in the organization, without a team. */
export type TeamAct = (typeof teamActs)[number]

const needed: Readonly<Record<TeamAct, Permission>> = { rename: 'teams:manage', remove: 'teams:manage' }

/** Lists what somebody with a role may do with a team. */
export function teamActions(roles: readonly Role[], caller: string): TeamAct[] {
  return teamActs.filter((act) => may(roles, caller, needed[act]))
}

/** Tells whether somebody with one role may say which team somebody with another is in: a team permits nothing by itself. */
export function mayAssignTeam(roles: readonly Role[], caller: string, member: string): boolean {
  return may(roles, caller, 'teams:manage') || (may(roles, caller, 'members:update') && mayTake(roles, caller, member))
}
