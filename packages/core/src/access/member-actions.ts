import { ADMIN, may, mayTake, type Permission, type Role } from './roles.ts'
import { mayAssignTeam } from './team-actions.ts'

/** What can be done with a member. */
export const memberActs = [
  'change_role',
  'change_team',
  'suspend',
  'reactivate',
  'remove',
  'leave',
  'transfer_ownership',
] as const

/**
 * `suspend` and `reactivate` say whether a member is active; `leave` is for oneself alone, and `transfer_ownership`
 * makes somebody an admin in one's own place.
 */
export type MemberAct = (typeof memberActs)[number]

/** Why somebody may not do it, as the code that says so. */
export type MemberObstacle = 'NOT_AUTHORIZED' | 'LAST_ADMIN' | 'SELF_REMOVAL'

/** Who wants something of whom. */
export interface MemberScene {
  readonly roles: readonly Role[]
  readonly caller: { readonly user_id: string; readonly role: string }
  readonly member: { readonly user_id: string; readonly role: string; readonly is_active: boolean }
  /** How many active admins the organization has. */
  readonly admins: number
}

interface Facts extends MemberScene {
  readonly isSelf: boolean
  readonly isLastAdmin: boolean
}

const rules = {
  change_role: (facts) => unlessRanked(facts, 'members:update') ?? unlessAdminsStay(facts),
  change_team: ({ roles, caller, member }) =>
    may(roles, caller.role, 'members:update') && mayAssignTeam(roles, caller.role, member.role)
      ? null
      : 'NOT_AUTHORIZED',
  suspend: (facts) =>
    unlessRanked(facts, 'members:update') ??
    (facts.member.is_active ? null : 'NOT_AUTHORIZED') ??
    unlessAdminsStay(facts) ??
    unlessOther(facts),
  reactivate: (facts) => unlessRanked(facts, 'members:update') ?? (facts.member.is_active ? 'NOT_AUTHORIZED' : null),
  remove: (facts) => unlessRanked(facts, 'members:delete') ?? unlessOther(facts) ?? unlessAdminsStay(facts),
  // Needs no permission, or a role without any would keep people in.
  leave: (facts) => (facts.isSelf && facts.member.is_active ? unlessAdminsStay(facts) : 'NOT_AUTHORIZED'),
  transfer_ownership: ({ caller, member, isSelf }) =>
    caller.role === ADMIN && !isSelf && member.is_active ? null : 'NOT_AUTHORIZED',
} as const satisfies Readonly<Record<MemberAct, (facts: Facts) => MemberObstacle | null>>

/**
 * Tells what keeps somebody from an act on a member; null when nothing does. `change_role` asks about the role that is taken away:
 * whether the new one may be given is for `mayGrant`.
 */
export function memberObstacle<Act extends MemberAct>(act: Act, scene: MemberScene) {
  const isSelf = scene.caller.user_id === scene.member.user_id
  return rules[act]({ ...scene, isSelf, isLastAdmin: isLastAdmin(scene) }) as ReturnType<(typeof rules)[Act]>
}

/** Tells whether a member is the only active admin, whom every active organization keeps (seed 003). */
export function isLastAdmin({ member, admins }: Pick<MemberScene, 'member' | 'admins'>): boolean {
  return member.role === ADMIN && member.is_active && admins <= 1
}

/** Lists what somebody may do with a member: just what `memberObstacle` lets them. */
export function memberActions(scene: MemberScene): MemberAct[] {
  return memberActs.filter((act) => memberObstacle(act, scene) === null)
}

function unlessRanked({ roles, caller, member }: Facts, permission: Permission): 'NOT_AUTHORIZED' | null {
  return may(roles, caller.role, permission) && mayTake(roles, caller.role, member.role) ? null : 'NOT_AUTHORIZED'
}

function unlessAdminsStay({ isLastAdmin }: Facts): 'LAST_ADMIN' | null {
  return isLastAdmin ? 'LAST_ADMIN' : null
}

function unlessOther({ isSelf }: Facts): 'SELF_REMOVAL' | null {
  return isSelf ? 'SELF_REMOVAL' : null
}
