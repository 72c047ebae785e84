import { type contract, type MemberAct, type MemberScene, mayGrant, memberObstacle } from '@tenantry/core'
import type { AuditEvent, Context, Fail, Handler } from '../context.ts'
import { hasFreeSeat } from '../organizations/queries.ts'
import { teamOf } from '../teams/queries.ts'
import { assertRole } from './assert-role.ts'
import { findScene } from './find-scene.ts'
import { changeMember, countAdmins, type FoundMember, findMember, type MemberChange } from './queries.ts'
import { showMember } from './show-member.ts'

type Update = typeof contract.members.update
type Changes = Readonly<Partial<Record<Extract<MemberAct, keyof typeof audited>, MemberChange>>>

/** Changes what a member is: the role, the team, or whether the organization is open to them at all. */
export const update: Handler<Update> = async ({ params, body }, context, fail) => {
  const { tx, now } = context
  const { organizationId, userId } = params
  const [{ standing, member, scene }, team, hasSeat] = await Promise.all([
    findScene(context, organizationId, userId),
    body.team_id ? teamOf(tx, organizationId, body.team_id) : null,
    body.is_active ? hasFreeSeat(tx, organizationId) : true,
  ])
  if (!standing) throw fail('ORGANIZATION_NOT_FOUND')
  if (!member) throw fail('MEMBER_NOT_FOUND')
  const changes = changesOf(member, body)
  assertAllowed(changes, { ...scene, member }, fail)
  if (team === undefined) throw fail('TEAM_NOT_FOUND')
  if (changes.reactivate && !hasSeat) throw fail('ORGANIZATION_FULL')

  const change = Object.assign({}, ...Object.values(changes)) as MemberChange
  if (Object.keys(change).length === 0) return { success: true, member: showMember(member, scene) }
  const [, changed, admins] = await Promise.all([
    changeMember(tx, member.id, change, now),
    findMember(tx, organizationId, userId),
    countAdmins(tx, organizationId),
  ])
  writeDown(changes, member, { organizationId, targetType: 'user', targetId: userId }, context)
  // Whoever lowers the own role may do less from here on.
  const isOwn = userId === scene.caller.user_id && !context.principal.superAdmin
  const caller = isOwn ? { ...scene.caller, role: change.role ?? scene.caller.role } : scene.caller
  return { success: true, member: showMember(changed ?? member, { ...scene, caller, admins }) }
}

const audited = {
  change_role: 'member.role_changed',
  change_team: 'member.team_changed',
  suspend: 'member.suspended',
  reactivate: 'member.reactivated',
} as const

function changesOf(member: FoundMember, { role, team_id, is_active }: MemberChange): Changes {
  return {
    ...(role !== undefined && role !== member.role && { change_role: { role } }),
    ...(team_id !== undefined && team_id !== member.team_id && { change_team: { team_id } }),
    ...(is_active === false && member.is_active && { suspend: { is_active } }),
    ...(is_active === true && !member.is_active && { reactivate: { is_active } }),
  }
}

function assertAllowed(changes: Changes, scene: MemberScene, fail: Fail<Update>): void {
  for (const act of Object.keys(changes) as (keyof Changes)[]) {
    const obstacle = memberObstacle(act, scene)
    if (obstacle) throw fail(obstacle)
  }
  const role = changes.change_role?.role
  if (role === undefined) return
  assertRole(scene.roles, role)
  if (!mayGrant(scene.roles, scene.caller.role, role)) throw fail('NOT_AUTHORIZED')
}

function writeDown(
  changes: Changes,
  { role, team_id }: FoundMember,
  target: Pick<AuditEvent, 'organizationId' | 'targetType' | 'targetId'>,
  { audit }: Context,
): void {
  const before = { change_role: role, change_team: team_id } as const
  for (const [act, change] of Object.entries(changes) as [keyof Changes, MemberChange][]) {
    const [to] = Object.values(change)
    audit({
      ...target,
      action: audited[act],
      ...(act in before && { data: { from: before[act as 'change_role'], to } }),
    })
  }
}
