import type { Running } from '../start-tenantry.ts'
import { change, end, enter, memberOf } from './rules.ts'
import type { Facts, Model } from './state.ts'

interface Event {
  readonly action: string
  readonly organization: string
  readonly actor: string
  readonly target: string
  readonly data: Readonly<Record<string, string | null>>
}

const empty = { users: [], organizations: [], domains: [], events: [], links: {}, now: 0 }

type Entry = (model: Model, event: Event) => void

const ended =
  (how: 'left' | 'removed'): Entry =>
  (model, { target, organization }) => {
    const member = memberOf(model, target, organization)
    if (member) end(model, member, how)
  }

const changing =
  (what: (event: Event) => Parameters<typeof change>[2]): Entry =>
  (model, event) => {
    const member = memberOf(model, event.target, event.organization)
    if (member) change(model, member, what(event))
  }

const answered =
  (status: 'accepted' | 'declined' | 'revoked'): Entry =>
  (model, { target }) => {
    const invitation = model.invitations.find(({ id }) => id === target)
    if (invitation) invitation.status = status
  }

const decided =
  (status: 'approved' | 'denied'): Entry =>
  (model, { target }) => {
    const request = model.requests.find(({ id }) => id === target)
    if (request) request.status = status
  }

/** What each event says that was done. */
const entries: Readonly<Record<string, Entry>> = {
  'organization.created': (model, { actor: user, organization }) => enter(model, { user, organization, role: 'admin' }),
  'organization.ownership_transferred'(model, { actor, target, organization, data }) {
    const [heir, own] = [target, actor].map((user) => memberOf(model, user, organization))
    if (heir) change(model, heir, { role: 'admin' })
    if (own) change(model, own, { role: data.own_role ?? '' })
  },
  'member.joined': (model, { target: user, organization, data }) =>
    enter(model, { user, organization, role: data.role ?? '' }),
  'user.created': (model, { target: user, organization, data }) =>
    enter(model, { user, organization, role: data.role ?? '' }),
  'membership_request.created': (model, { actor: user, organization, target: id }) =>
    void model.requests.push({ id, organization, user, status: 'pending' }),
  'membership_request.approved'(model, event) {
    decided('approved')(model, event)
    const { user_id, role, team_id: team = null } = event.data
    enter(model, { user: user_id ?? '', organization: event.organization, role: role ?? '', team })
  },
  'membership_request.denied': decided('denied'),
  'member.left': ended('left'),
  'member.removed': ended('removed'),
  'member.role_changed': changing(({ data }) => ({ role: data.to ?? '' })),
  'member.team_changed': changing(({ data }) => ({ team: data.to ?? null })),
  'member.suspended': changing(() => ({ isActive: false })),
  'member.reactivated': changing(() => ({ isActive: true })),
  'team.created': (model, { target: id, organization, data }) =>
    void model.teams.push({ id, organization, name: data.name ?? '' }),
  'team.renamed'(model, { target, data }) {
    for (const team of model.teams) if (team.id === target) team.name = data.name ?? ''
  },
  'team.removed'(model, { target }) {
    model.teams = model.teams.filter(({ id }) => id !== target)
    for (const member of model.members) if (member.team === target) member.team = null
  },
  'invitation.created'(model, { target: id, organization, actor: inviter, data }) {
    const times = { created: 0, resent: null, expires: 0 }
    const sent = { id, organization, inviter, email: '', role: data.role ?? '', team: null }
    model.invitations.push({ ...sent, status: 'pending', ...times })
  },
  'invitation.accepted'(model, event) {
    answered('accepted')(model, event)
    const { role, team_id: team = null } = event.data
    enter(model, { user: event.actor, organization: event.organization, role: role ?? '', team })
  },
  'invitation.declined': answered('declined'),
  'invitation.revoked': answered('revoked'),
}

/** What there would be if just that had happened which was written down; what is not written down, it does not know. */
async function replay(running: Running) {
  const events = await running.rows<Event>(`
    SELECT action, organization_id AS organization, actor_id AS actor, target_id AS target, data FROM audit_events
    WHERE organization_id IS NOT NULL ORDER BY id`)
  const model: Model = { ...empty, members: [], teams: [], invitations: [], requests: [] }
  for (const event of events) entries[event.action]?.(model, event)
  return summaryOf(model)
}

function summaryOf({
  members,
  teams,
  invitations,
  requests,
}: Pick<Facts, 'members' | 'teams' | 'invitations' | 'requests'>) {
  return {
    members: members
      .map(({ organization, user, role, team, isActive }) =>
        [organization, user, role, team ?? '-', isActive].join(' '),
      )
      .sort(),
    teams: teams.map(({ id, organization, name }) => `${organization} ${id} ${name}`).sort(),
    // Time runs out without a word.
    invitations: invitations
      .map(({ id, role, status }) => `${id} ${role} ${status === 'expired' ? 'pending' : status}`)
      .sort(),
    requests: requests.map(({ id, organization, user, status }) => `${organization} ${user} ${id} ${status}`).sort(),
  }
}

/** Both sides of the books: what the audit events say that there is, and what there is. */
export async function booksOf(running: Running, facts: Facts) {
  return { written: await replay(running), there: summaryOf(facts) }
}
