import { usersContract } from '@tenantry/core/users'
import { type Command, door, everybody, firstOf, idIn, inviters, pick, request } from './command.ts'
import { invitationIn, managed, managing } from './invitation-commands.ts'
import { changed, changing, removed, userIn, type Wish } from './member-commands.ts'
import { idOf } from './organization-commands.ts'
import { actorIn, admits, enter, isFull, memberOf, note } from './rules.ts'
import { type Known, people } from './state.ts'
import type { World } from './world.ts'

// The dialect of seed 004: the same acts, on numbers instead of ids, and users that administrators create.

const NOBODY = 2_147_483_647
/** Whom administrators make accounts for; nobody invites them. */
const hires = ['nia@example.com', 'omar@example.org'] as const

/** The numbers that the database gave to rows. */
async function numbers({ running }: World, ...rows: readonly (readonly [table: string, id: string])[]) {
  const asked = rows.map(([table, id]) => `(SELECT number FROM ${table} WHERE id = '${id}')`)
  const [found] = await running.rows<{ all: (number | null)[] }>(`SELECT ARRAY[${asked.join(', ')}] AS all`)
  return found?.all.map((number) => number ?? NOBODY) ?? []
}

const userOf =
  (organization: string, user: string) =>
  async (world: World): Promise<{ organization_id: number; user_id: number }> => {
    const found = await numbers(world, ['organizations', organization], ['users', user || idIn([], 0)])
    return { organization_id: found[0] ?? NOBODY, user_id: found[1] ?? NOBODY }
  }

const update: Command = {
  name: 'users: update',
  weight: 1.5,
  plan(model, step) {
    const organization = idIn(model.organizations, step.at)
    const by = actorIn(model, organization, people, step.by)
    const user = userIn(model, organization, step.who)
    const member = memberOf(model, user, organization)
    const isStandard = member?.role !== 'admin'
    const bodies = [{ role: 'admin' }, { role: 'standard_user' }, { is_active: false }, { is_active: true }] as const
    const body = pick(bodies, step.pick) ?? bodies[0]
    // Whoever sends a whole profile back changes just what differs in it.
    const wish: Wish =
      'is_active' in body
        ? { is_active: body.is_active }
        : { ...(isStandard !== (body.role === 'standard_user') && { role: isStandard ? 'admin' : 'employee' }) }
    const isNew = wish.role !== undefined || (wish.is_active !== undefined && wish.is_active !== member?.isActive)
    const [stranger] = door(model, by.id, organization, everybody)
    const mayManage = door(model, by.id, organization).every(([holds]) => !holds)
    return request({
      by,
      endpoint: usersContract.organizationUsers.update,
      input: async (world) => ({ params: await userOf(organization, user)(world), body }),
      expected: firstOf(
        ...(stranger ? [stranger] : []),
        [!mayManage && user !== by.id, 'NOT_AUTHORIZED'],
        [!member, 'MEMBER_NOT_FOUND'],
        [!mayManage && isNew, 'NOT_AUTHORIZED'],
        ...changing(model, by.id, member, isNew ? wish : {}),
      ),
      next(after) {
        if (!isNew) return
        changed(after, memberOf(after, user, organization), wish)
        note(after, 'user.updated', organization, user)
      },
    })
  },
}

const remove: Command = {
  name: 'users: remove',
  weight: 0.5,
  plan(model, step) {
    const organization = idIn(model.organizations, step.at)
    const by = actorIn(model, organization, people, step.by)
    const user = userIn(model, organization, step.who)
    return request({
      by,
      endpoint: usersContract.organizationUsers.remove,
      input: async (world) => ({ params: await userOf(organization, user)(world) }),
      expected: firstOf(
        ...door(model, by.id, organization),
        [!memberOf(model, user, organization), 'MEMBER_NOT_FOUND'],
        [user === by.id, 'SELF_REMOVAL'],
      ),
      next: (after) => removed(after, user, organization, 'member.removed'),
    })
  },
}

const create: Command = {
  name: 'users: create',
  weight: 1,
  plan(model, step) {
    const organization = idIn(model.organizations, step.at)
    const by = actorIn(model, organization, people, step.by)
    const email = pick(hires, step.who) ?? ''
    const role = step.role % 3 === 0 ? ('admin' as const) : ('standard_user' as const)
    return request({
      by,
      endpoint: usersContract.organizationUsers.create,
      input: async (world) => ({
        params: { organization_id: (await userOf(organization, '')(world)).organization_id },
        body: { email, full_name: 'Hired', password: 'a made-up password', role },
      }),
      expected: firstOf(
        ...door(model, by.id, organization),
        [!admits(model, organization, email), 'DOMAIN_REQUIRED'],
        [isFull(model, organization), 'ORGANIZATION_FULL'],
        [model.users.some((one) => one.email === email), 'ACCOUNT_EXISTS'],
      ),
      async next(after, _, world) {
        const id = await idOf(world, 'users', `email = '${email}'`)
        after.users.push({ id, email, isProved: false })
        enter(after, { user: id, organization, role: role === 'admin' ? 'admin' : 'employee' })
        note(after, 'user.created', organization, id)
      },
    })
  },
}

const manage = (act: 'resend' | 'revoke'): Command => ({
  name: `users: invitations.${act}`,
  weight: 0.5,
  plan(model, step) {
    const invitation = invitationIn(model, step.pick)
    const organization = invitation?.organization ?? idIn(model.organizations, step.at)
    const by: Known = actorIn(model, organization, people, step.by)
    const { resend, cancel } = usersContract.invitations
    return request({
      by,
      endpoint: act === 'resend' ? resend : cancel,
      async input(world) {
        const rows = [['organizations', organization] as const, ['invitations', invitation?.id ?? idIn([], 0)] as const]
        const [organization_id = NOBODY, invitation_id = NOBODY] = await numbers(world, ...rows)
        return { params: { organization_id, invitation_id } }
      },
      expected: firstOf(
        ...door(model, by.id, organization, inviters),
        ...door(model, by.id, organization),
        ...managing(model, act, by.id, invitation),
      ),
      next: (after) => managed(after, act, invitation?.id ?? ''),
    })
  },
})

export const usersCommands = [update, remove, create, manage('resend'), manage('revoke')]
