import { contract } from '@tenantry/core'
import { type Command, door, everybody, firstOf, idIn, inviters, pick, request } from './command.ts'
import { actorIn, admits, domainOf, memberOf, organizationOf, standing } from './rules.ts'
import { type Known, type Model, people } from './state.ts'
import { teamSize } from './team-commands.ts'

const byUser = (one: { user_id: string }, other: { user_id: string }) => (one.user_id < other.user_id ? -1 : 1)
const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1)
const anybody = (turn: number) => pick(people, turn) ?? (people[0] as Known)

const waitingFor = (model: Model, { email, email_verified }: Known) =>
  model.invitations.filter(
    (one) => email_verified && one.email === email && one.status === 'pending' && one.expires > model.now,
  )

const status: Command = {
  name: 'read organizations.status',
  weight: 1,
  plan(model, step) {
    const by = anybody(step.by)
    const mine = model.members.filter(({ user }) => user === by.id)
    const sorted = [...mine.filter(({ isDefault }) => isDefault), ...mine.filter(({ isDefault }) => !isDefault)]
    return request({
      by,
      endpoint: contract.organizations.status,
      input: {},
      expected: 'ok',
      shows: ({ organizations, defaultOrganization, pendingInvitations }) => [
        organizations.map((one) => [one.organization_id, one.role, one.is_default, one.is_active]),
        defaultOrganization?.id,
        pendingInvitations.map(({ id }) => id),
      ],
      shown: [
        sorted.map((one) => [one.organization, one.role, one.isDefault, one.isActive]),
        sorted[0]?.organization,
        waitingFor(model, by).map(({ id }) => id),
      ],
    })
  },
}

const pending: Command = {
  name: 'read invitations.pending',
  weight: 0.5,
  plan(model, step) {
    const by = anybody(step.by)
    return request({
      by,
      endpoint: contract.invitations.pending,
      input: {},
      expected: 'ok',
      shows: ({ pending_invitations }) => pending_invitations.map(({ id, role }) => [id, role]),
      shown: waitingFor(model, by).map(({ id, role }) => [id, role]),
    })
  },
}

const joinable: Command = {
  name: 'read organizations.joinable',
  weight: 1,
  plan(model, step) {
    const by = anybody(step.by)
    const open = model.domains
      .filter(({ domain, by: proof }) => by.email_verified && proof !== null && domain === domainOf(by.email))
      .filter(({ organization }) => admits(model, organization, by.email) && !memberOf(model, by.id, organization))
    return request({
      by,
      endpoint: contract.organizations.joinable,
      input: {},
      expected: 'ok',
      shows: ({ organizations }) => organizations.map(({ id, via, requested }) => ({ id, via, requested })).sort(byId),
      shown: open
        .map(({ organization: id, by: proof }) => ({
          id,
          via: proof === 'dns' ? 'join' : 'request',
          requested: model.requests.some((r) => r.organization === id && r.user === by.id && r.status === 'pending'),
        }))
        .sort(byId),
    })
  },
}

const get: Command = {
  name: 'read organizations.get',
  weight: 0.5,
  plan(model, step) {
    const organizationId = idIn(model.organizations, step.at)
    const by = anybody(step.by)
    const one = organizationOf(model, organizationId)
    return request({
      by,
      endpoint: contract.organizations.get,
      input: { params: { organizationId } },
      expected: firstOf(...door(model, by.id, organizationId, everybody)),
      shows: ({ organization: { name, slug, google_domain, members, seats }, role }) => {
        return { name, slug, google_domain, members, seats, role }
      },
      shown: {
        name: one?.name,
        slug: one?.slug,
        google_domain: one?.domain,
        members: model.members.filter(({ organization }) => organization === organizationId).length,
        seats: one?.seats,
        role: standing(model, by.id, organizationId)?.role,
      },
    })
  },
}

const members: Command = {
  name: 'read members.list',
  weight: 1,
  plan(model, step) {
    const organizationId = idIn(model.organizations, step.at)
    const by = anybody(step.by)
    const those = model.members.filter(({ organization }) => organization === organizationId)
    return request({
      by,
      endpoint: contract.members.list,
      input: { params: { organizationId }, query: {} },
      expected: firstOf(...door(model, by.id, organizationId, everybody)),
      shows: ({ members, total }) => [
        total,
        members
          .map(({ user_id, role, is_active, team }) => ({ user_id, role, is_active, team: team?.id }))
          .sort(byUser),
      ],
      shown: [
        those.length,
        those
          .map(({ user, role, isActive, team }) => ({
            user_id: user,
            role,
            is_active: isActive,
            team: team ?? undefined,
          }))
          .sort(byUser),
      ],
    })
  },
}

const invitations: Command = {
  name: 'read invitations.list',
  weight: 1,
  plan(model, step) {
    const organizationId = idIn(model.organizations, step.at)
    const by = actorIn(model, organizationId, people, step.by)
    return request({
      by,
      endpoint: contract.invitations.list,
      input: { params: { organizationId }, query: { limit: 100 } },
      expected: firstOf(...door(model, by.id, organizationId, inviters)),
      shows: ({ invitations }) => invitations.map(({ id, status, role }) => ({ id, status, role })).sort(byId),
      shown: model.invitations
        .filter(({ organization }) => organization === organizationId)
        .map(({ id, status, role, expires }) => {
          return { id, status: status === 'pending' && expires <= model.now ? 'expired' : status, role }
        })
        .sort(byId),
    })
  },
}

const teams: Command = {
  name: 'read teams.list',
  weight: 0.5,
  plan(model, step) {
    const organizationId = idIn(model.organizations, step.at)
    const by = anybody(step.by)
    return request({
      by,
      endpoint: contract.teams.list,
      input: { params: { organizationId }, query: {} },
      expected: firstOf(...door(model, by.id, organizationId, everybody)),
      shows: ({ teams }) => teams.map(({ id, name, members }) => ({ id, name, members })).sort(byId),
      shown: model.teams
        .filter(({ organization }) => organization === organizationId)
        .map(({ id, name }) => ({ id, name, members: teamSize(model, id) }))
        .sort(byId),
    })
  },
}

const auditEvents: Command = {
  name: 'read auditEvents.list',
  weight: 0.5,
  plan(model, step) {
    const organizationId = idIn(model.organizations, step.at)
    const by = actorIn(model, organizationId, people, step.by)
    return request({
      by,
      endpoint: contract.auditEvents.list,
      input: { params: { organizationId }, query: { limit: 100 } },
      expected: firstOf(...door(model, by.id, organizationId)),
      shows: ({ events }) => events.map(({ action, target_id }) => `${action} ${organizationId} ${target_id}`).sort(),
      shown: model.events.filter((event) => event.includes(` ${organizationId} `)).sort(),
    })
  },
}

export const readingCommands = [status, pending, joinable, get, members, invitations, teams, auditEvents]
