import { contract } from '@tenantry/core'
import { nobodys } from '../staff.ts'
import { type Command, door, firstOf, idIn, MISSING, pick, request } from './command.ts'
import { actorIn, change, end, isFull, isLast, isRole, memberOf, note, roles, standing } from './rules.ts'
import { type Member, type Model, people } from './state.ts'

/** A user that a step is about: a member most of the time. */
export function userIn(model: Model, organization: string, turn: number): string {
  const those = model.members.filter((one) => one.organization === organization).map(({ user }) => user)
  const all = [...those, ...those, ...model.users.map(({ id }) => id)]
  return turn === MISSING ? nobodys : (pick(all, turn) ?? nobodys)
}

/** A team of an organization, or one of another, or none at all. */
export function teamIn(model: Model, organization: string, turn: number): string {
  const own = model.teams.filter((one) => one.organization === organization)
  return idIn([...own, ...own, ...model.teams], turn)
}

export interface Wish {
  readonly role?: string
  readonly team_id?: string | null
  readonly is_active?: boolean
}

/** What keeps an admin from changing a member who is there. */
export function changing(model: Model, by: string, member: Member | undefined, wish: Wish) {
  const organization = member?.organization ?? ''
  const newRole = wish.role !== undefined && wish.role !== member?.role
  const suspends = wish.is_active === false && member?.isActive === true
  const reactivates = wish.is_active === true && member?.isActive === false
  const hasTeam = model.teams.some((one) => one.id === wish.team_id && one.organization === organization)
  return [
    [(newRole || suspends) && isLast(model, member), 'LAST_ADMIN'],
    [suspends && member?.user === by, 'SELF_REMOVAL'],
    [newRole && !isRole(wish.role ?? ''), 'VALIDATION_FAILED'],
    [Boolean(wish.team_id) && !hasTeam, 'TEAM_NOT_FOUND'],
    [reactivates && isFull(model, organization), 'ORGANIZATION_FULL'],
  ] as const
}

/** What changing a member makes true. */
export function changed(model: Model, member: Member | undefined, { role, team_id, is_active }: Wish): void {
  if (!member) return
  const { organization, user } = member
  if (role !== undefined && role !== member.role) note(model, 'member.role_changed', organization, user)
  if (team_id !== undefined && team_id !== member.team) note(model, 'member.team_changed', organization, user)
  if (is_active === false && member.isActive) note(model, 'member.suspended', organization, user)
  if (is_active === true && !member.isActive) note(model, 'member.reactivated', organization, user)
  change(model, member, {
    ...(role !== undefined && { role }),
    ...(team_id !== undefined && { team: team_id }),
    ...(is_active !== undefined && { isActive: is_active }),
  })
}

const update: Command = {
  name: 'members.update',
  weight: 5,
  plan(model, step) {
    const organizationId = idIn(model.organizations, step.at)
    const by = actorIn(model, organizationId, people, step.by)
    const userId = userIn(model, organizationId, step.who)
    const role = pick(roles, step.role) ?? ''
    const team_id = step.role === 0 ? null : teamIn(model, organizationId, step.role)
    const wishes: Wish[] = [{ role }, { is_active: false }, { is_active: true }, { team_id }, { role, team_id }]
    const body = pick(wishes, step.pick) ?? {}
    const member = memberOf(model, userId, organizationId)
    return request({
      by,
      endpoint: contract.members.update,
      input: { params: { organizationId, userId }, body },
      expected: firstOf(
        ...door(model, by.id, organizationId),
        [!member, 'MEMBER_NOT_FOUND'],
        ...changing(model, by.id, member, body),
      ),
      next: (after) => changed(after, memberOf(after, userId, organizationId), body),
    })
  },
}

const remove: Command = {
  name: 'members.remove',
  weight: 2,
  plan(model, step) {
    const organizationId = idIn(model.organizations, step.at)
    const by = actorIn(model, organizationId, people, step.by)
    const userId = userIn(model, organizationId, step.who)
    return request({
      by,
      endpoint: contract.members.remove,
      input: { params: { organizationId, userId } },
      expected: firstOf(
        ...door(model, by.id, organizationId),
        [!memberOf(model, userId, organizationId), 'MEMBER_NOT_FOUND'],
        [userId === by.id, 'SELF_REMOVAL'],
      ),
      next: (after) => removed(after, userId, organizationId, 'member.removed'),
    })
  },
}

/** What the end of a membership makes true. */
export function removed(model: Model, user: string, organization: string, action: string): void {
  const member = memberOf(model, user, organization)
  if (!member) return
  end(model, member, action === 'member.left' ? 'left' : 'removed')
  note(model, action, organization, user)
}

const leave: Command = {
  name: 'members.leave',
  weight: 2,
  plan(model, step) {
    const organizationId = idIn(model.organizations, step.at)
    const by = pick(people, step.by) ?? actorIn(model, organizationId, people, 0)
    const own = standing(model, by.id, organizationId)
    const after = structuredClone(model)
    const leaving = standing(after, by.id, organizationId)
    if (leaving) end(after, leaving, 'left')
    return request({
      by,
      endpoint: contract.members.leave,
      input: { params: { organizationId } },
      expected: firstOf([!own, 'ORGANIZATION_NOT_FOUND'], [isLast(model, own), 'LAST_ADMIN']),
      shows: ({ default_organization_id }) => default_organization_id,
      shown: after.members.find((one) => one.user === by.id && one.isDefault)?.organization ?? null,
      next: (later) => removed(later, by.id, organizationId, 'member.left'),
    })
  },
}

const transferOwnership: Command = {
  name: 'members.transferOwnership',
  weight: 1,
  plan(model, step) {
    const organizationId = idIn(model.organizations, step.at)
    const by = actorIn(model, organizationId, people, step.by)
    const userId = userIn(model, organizationId, step.who)
    const role = pick(roles, step.role) ?? ''
    const heir = memberOf(model, userId, organizationId)
    return request({
      by,
      endpoint: contract.members.transferOwnership,
      input: { params: { organizationId }, body: { user_id: userId, role } },
      expected: firstOf(
        ...door(model, by.id, organizationId),
        [!isRole(role), 'VALIDATION_FAILED'],
        [!heir, 'MEMBER_NOT_FOUND'],
        [userId === by.id || !heir?.isActive, 'NOT_AUTHORIZED'],
      ),
      next(after) {
        const [next, own] = [userId, by.id].map((user) => memberOf(after, user, organizationId))
        if (next) change(after, next, { role: 'admin' })
        if (own) change(after, own, { role })
        note(after, 'organization.ownership_transferred', organizationId, userId)
      },
    })
  },
}

export const memberCommands = [update, remove, leave, transferOwnership]
