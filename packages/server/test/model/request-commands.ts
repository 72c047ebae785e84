import { contract } from '@tenantry/core'
import { nobodys } from '../staff.ts'
import { type Command, door, firstOf, idIn, MISSING, pick, request } from './command.ts'
import { teamIn } from './member-commands.ts'
import { actorIn, admits, enter, isFull, isRole, memberOf, note, roles } from './rules.ts'
import { type Model, people } from './state.ts'

function requestIn(model: Model, turn: number) {
  const waiting = model.requests.filter(({ status }) => status === 'pending')
  return turn === MISSING ? undefined : pick([...waiting, ...waiting, ...model.requests], turn)
}

const decide = (act: 'approve' | 'deny', weight: number): Command => ({
  name: `membershipRequests.${act}`,
  weight,
  plan(model, step) {
    const asked = requestIn(model, step.pick)
    const organization = asked?.organization ?? idIn(model.organizations, step.at)
    const by = actorIn(model, organization, people, step.by)
    const requestId = asked?.id ?? nobodys
    const params = { organizationId: organization, requestId }
    const user = model.users.find(({ id }) => id === asked?.user)
    const found = [
      ...door(model, by.id, organization),
      [!asked, 'REQUEST_NOT_FOUND'],
      [asked?.status !== 'pending', 'REQUEST_DECIDED'],
    ] as const

    function decided(after: Model, status: 'approved' | 'denied') {
      const one = after.requests.find(({ id }) => id === requestId)
      if (one) one.status = status
      note(after, `membership_request.${status}`, organization, requestId)
    }

    if (act === 'deny') {
      const endpoint = contract.membershipRequests.deny
      return request({
        by,
        endpoint,
        input: { params },
        expected: firstOf(...found),
        next: (m) => decided(m, 'denied'),
      })
    }
    const role = pick(roles, step.role) ?? ''
    const team = step.who % 3 === 0 ? teamIn(model, organization, step.who) : null
    const isTeam = model.teams.some((one) => one.id === team && one.organization === organization)
    return request({
      by,
      endpoint: contract.membershipRequests.approve,
      input: { params, body: { role, team_id: team } },
      expected: firstOf(
        ...found,
        [!isRole(role), 'VALIDATION_FAILED'],
        [team !== null && !isTeam, 'TEAM_NOT_FOUND'],
        [memberOf(model, user?.id ?? '', organization) !== undefined, 'MEMBERSHIP_EXISTS'],
        [!admits(model, organization, user?.email ?? ''), 'DOMAIN_REQUIRED'],
        [isFull(model, organization), 'ORGANIZATION_FULL'],
      ),
      next(after) {
        decided(after, 'approved')
        enter(after, { user: user?.id ?? '', organization, role, team })
      },
    })
  },
})

export const requestCommands = [decide('approve', 2), decide('deny', 0.5)]
