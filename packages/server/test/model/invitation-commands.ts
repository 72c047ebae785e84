import { contract, type ErrorCode } from '@tenantry/core'
import { type Command, door, firstOf, idIn, inviters, MISSING, pick, request } from './command.ts'
import { actorIn, domainOf, isRole, note, organizationOf, roles, standing } from './rules.ts'
import { type Invitation, type Model, people } from './state.ts'

export const DAY = 86_400_000
const WEEK = 7 * DAY
/** Whom people invite: each other, and two who have no account. */
export const addresses = [...people.map(({ email }) => email), 'zed@example.com', 'yan@example.net']

/** The invitation that a step is about: one that waits, most of the time. */
export function invitationIn(model: Model, turn: number): Invitation | undefined {
  const waiting = model.invitations.filter(({ status }) => status === 'pending')
  return turn === MISSING ? undefined : pick([...waiting, ...waiting, ...model.invitations], turn)
}

/** Why an invitation is over; `ok` while it waits. */
export function endOf(invitation: Invitation | undefined): 'ok' | ErrorCode {
  return firstOf(
    [invitation === undefined, 'INVITATION_NOT_FOUND'],
    [invitation?.status === 'accepted' || invitation?.status === 'declined', 'INVITATION_USED'],
    [invitation?.status === 'revoked', 'INVITATION_REVOKED'],
    [invitation?.status === 'expired', 'INVITATION_EXPIRED'],
  )
}

/** Ends what ran out, where it is in the way of a new invitation. */
export function tidy(model: Model, organization: string, email: string): void {
  for (const one of model.invitations)
    if (
      one.organization === organization &&
      one.email === email &&
      one.status === 'pending' &&
      one.expires <= model.now
    )
      one.status = 'expired'
}

/** What becomes of one recipient of an invitation. */
export function refusalOf(
  model: Model,
  inviter: string,
  { organization, email, role, team }: Pick<Invitation, 'organization' | 'email' | 'role' | 'team'>,
) {
  const own = standing(model, inviter, organization)?.role
  const required = organizationOf(model, organization)
  const isMember = model.members.some(
    (one) =>
      one.organization === organization &&
      model.users.some((u) => u.id === one.user && u.isProved && u.email === email),
  )
  const waits = (one: Invitation) =>
    one.organization === organization && one.email === email && one.status === 'pending' && one.expires > model.now
  return firstOf(
    [!email.includes('@') || !isRole(role), 'VALIDATION_FAILED'],
    [role === 'admin' && own !== 'admin', 'NOT_AUTHORIZED'],
    [team !== null && !model.teams.some((t) => t.id === team && t.organization === organization), 'VALIDATION_FAILED'],
    [isMember, 'MEMBERSHIP_EXISTS'],
    [required?.isDomainRequired === true && required.domain !== domainOf(email), 'DOMAIN_REQUIRED'],
    [model.invitations.some(waits), 'INVITATION_PENDING'],
  )
}

type Sent = Pick<Invitation, 'id' | 'organization' | 'email' | 'role' | 'team'>

/** What inviting one address makes true. */
export function add(model: Model, { id, organization, email, role, team }: Sent, inviter: string): void {
  const times = { created: model.now, resent: null, expires: model.now + WEEK }
  model.invitations.push({ id, organization, email, role, team, status: 'pending', inviter, ...times })
  note(model, 'invitation.created', organization, id)
}

const create: Command = {
  name: 'invitations.create',
  weight: 6,
  plan(model, step) {
    const organizationId = idIn(model.organizations, step.at)
    const by = actorIn(model, organizationId, people, step.by)
    const teams = model.teams.filter(({ organization }) => organization === organizationId)
    const team_id =
      step.pick === MISSING ? idIn([], 0) : (pick([null, ...teams.map(({ id }) => id)], step.pick) ?? null)
    const first = step.who === MISSING ? 'no address' : (pick(addresses, step.who) ?? '')
    const second = pick(addresses, step.who + step.pick) ?? ''
    const recipients = [
      { email: first, role: pick(roles, step.role) ?? '', team_id },
      { email: second, role: 'employee', team_id: null },
    ].slice(0, 1 + (step.pick % 2))
    const found = recipients.map(({ email, role, team_id: team }, index) => {
      const code = refusalOf(model, by.id, { organization: organizationId, email, role, team })
      const again = index === 1 && email === first && code === 'ok'
      return again ? 'INVITATION_PENDING' : code
    })
    // Who was refused is in nobody's way.
    if (found.length === 2 && found[0] !== 'ok' && second === first)
      found[1] = refusalOf(model, by.id, { organization: organizationId, email: second, role: 'employee', team: null })
    return request({
      by,
      endpoint: contract.invitations.create,
      input: { params: { organizationId }, body: { invitations: recipients } },
      expected: firstOf(...door(model, by.id, organizationId, inviters)),
      shows: ({ results }) => results.map(({ code = 'ok' }) => code),
      shown: found,
      next(after, { results }) {
        for (const { email } of recipients) tidy(after, organizationId, email)
        for (const { invitation } of results)
          if (invitation) add(after, { ...invitation, organization: organizationId, team: invitation.team_id }, by.id)
      },
    })
  },
}

type Managed = 'resend' | 'revoke' | 'link'

/** What keeps somebody from managing an invitation that is there. */
export function managing(model: Model, act: Managed, by: string, invitation: Invitation | undefined) {
  const role = invitation && standing(model, by, invitation.organization)?.role
  const isOwn = invitation?.inviter === by && (role === 'admin' || role === 'manager')
  const mayDo = (isOwn || role === 'admin') && (invitation?.role !== 'admin' || role === 'admin')
  const wait = model.now - (invitation?.resent ?? invitation?.created ?? 0) < 60_000
  const over = endOf(invitation)
  const refusals = over === 'ok' ? [] : [[true, over] as const]
  return [...refusals, [!mayDo, 'NOT_AUTHORIZED'], [act === 'resend' && wait, 'RATE_LIMITED']] as const
}

/** What managing an invitation makes true. */
export function managed(model: Model, act: Managed, id: string): void {
  const invitation = model.invitations.find((one) => one.id === id)
  if (!invitation) return
  if (act === 'revoke') invitation.status = 'revoked'
  else {
    invitation.expires = model.now + WEEK
    delete model.links[id]
  }
  if (act === 'resend') invitation.resent = model.now
  const action = { resend: 'invitation.resent', revoke: 'invitation.revoked', link: 'invitation.link_created' }[act]
  note(model, action, invitation.organization, id)
}

const manage = (act: Managed, weight: number): Command => ({
  name: `invitations.${act}`,
  weight,
  plan(model, step) {
    const invitation = invitationIn(model, step.pick)
    const elsewhere = step.role === 3
    const organizationId = elsewhere
      ? idIn(model.organizations, step.at)
      : (invitation?.organization ?? idIn(model.organizations, step.at))
    const found = invitation?.organization === organizationId ? invitation : undefined
    const by = actorIn(model, organizationId, people, step.by)
    return request({
      by,
      endpoint: contract.invitations[act],
      input: { params: { organizationId, invitationId: invitation?.id ?? idIn([], 0) } },
      expected: firstOf(...door(model, by.id, organizationId, inviters), ...managing(model, act, by.id, found)),
      next(after, answer) {
        managed(after, act, found?.id ?? '')
        const token = 'url' in answer ? /token=([\w-]{43})/.exec(answer.url)?.[1] : undefined
        if (token && found) after.links[found.id] = token
      },
    })
  },
})

export const invitationCommands = [create, manage('resend', 1), manage('revoke', 1), manage('link', 2)]
