import { contract } from '@tenantry/core'
import { type Command, door, everybody, firstOf, idIn, pick, request } from './command.ts'
import { teamIn, userIn } from './member-commands.ts'
import { actorIn, memberOf, note } from './rules.ts'
import { type Model, people } from './state.ts'

const names = ['Red', 'red', 'Blue', 'Green'] as const

const inIt = (model: Model, organization: string, id: string) =>
  model.teams.find((one) => one.id === id && one.organization === organization)

const isTaken = (model: Model, organization: string, name: string, but = '') =>
  model.teams.some(
    (one) => one.organization === organization && one.id !== but && one.name.toLowerCase() === name.toLowerCase(),
  )

const create: Command = {
  name: 'teams.create',
  weight: 2,
  plan(model, step) {
    const organizationId = idIn(model.organizations, step.at)
    const by = actorIn(model, organizationId, people, step.by)
    const name = pick(names, step.pick) ?? names[0]
    return request({
      by,
      endpoint: contract.teams.create,
      input: { params: { organizationId }, body: { name } },
      expected: firstOf(...door(model, by.id, organizationId), [isTaken(model, organizationId, name), 'TEAM_EXISTS']),
      next(after, { team }) {
        after.teams.push({ id: team.id, organization: organizationId, name })
        note(after, 'team.created', organizationId, team.id)
      },
    })
  },
}

const update: Command = {
  name: 'teams.update',
  weight: 0.5,
  plan(model, step) {
    const organizationId = idIn(model.organizations, step.at)
    const by = actorIn(model, organizationId, people, step.by)
    const teamId = teamIn(model, organizationId, step.who)
    const name = pick(names, step.pick) ?? names[0]
    return request({
      by,
      endpoint: contract.teams.update,
      input: { params: { organizationId, teamId }, body: { name } },
      expected: firstOf(
        ...door(model, by.id, organizationId),
        [!inIt(model, organizationId, teamId), 'TEAM_NOT_FOUND'],
        [isTaken(model, organizationId, name, teamId), 'TEAM_EXISTS'],
      ),
      next(after) {
        const team = inIt(after, organizationId, teamId)
        if (!team || team.name === name) return
        team.name = name
        note(after, 'team.renamed', organizationId, teamId)
      },
    })
  },
}

const remove: Command = {
  name: 'teams.remove',
  weight: 0.5,
  plan(model, step) {
    const organizationId = idIn(model.organizations, step.at)
    const by = actorIn(model, organizationId, people, step.by)
    const teamId = teamIn(model, organizationId, step.who)
    return request({
      by,
      endpoint: contract.teams.remove,
      input: { params: { organizationId, teamId } },
      expected: firstOf(...door(model, by.id, organizationId), [
        !inIt(model, organizationId, teamId),
        'TEAM_NOT_FOUND',
      ]),
      next(after) {
        after.teams = after.teams.filter(({ id }) => id !== teamId)
        for (const one of [...after.members, ...after.invitations]) if (one.team === teamId) one.team = null
        note(after, 'team.removed', organizationId, teamId)
      },
    })
  },
}

const assign = (act: 'addMember' | 'removeMember'): Command => ({
  name: `teams.${act}`,
  weight: 1,
  plan(model, step) {
    const organizationId = idIn(model.organizations, step.at)
    const by = actorIn(model, organizationId, people, step.by)
    const teamId = teamIn(model, organizationId, step.pick)
    const userId = userIn(model, organizationId, step.who)
    const before = memberOf(model, userId, organizationId)
    return request({
      by,
      endpoint: contract.teams[act],
      input: { params: { organizationId, teamId, userId } },
      expected: firstOf(
        ...door(model, by.id, organizationId, everybody),
        ...door(model, by.id, organizationId),
        [!inIt(model, organizationId, teamId), 'TEAM_NOT_FOUND'],
        [!before || (act === 'removeMember' && before.team !== teamId), 'MEMBER_NOT_FOUND'],
      ),
      shows: ({ team }) => team.members,
      shown: teamSize(model, teamId) + (act === 'removeMember' ? -1 : before?.team === teamId ? 0 : 1),
      next(after) {
        const member = memberOf(after, userId, organizationId)
        const wanted = act === 'addMember' ? teamId : null
        if (!member || member.team === wanted) return
        member.team = wanted
        note(after, 'member.team_changed', organizationId, userId)
      },
    })
  },
})

export const teamSize = (model: Model, teamId: string) => model.members.filter(({ team }) => team === teamId).length

export const teamCommands = [create, update, remove, assign('addMember'), assign('removeMember')]
