import { contract } from '@tenantry/core'
import { type Command, firstOf, pick, request } from './command.ts'
import { endOf, invitationIn } from './invitation-commands.ts'
import { admits, enter, isFull, memberOf, note, standing } from './rules.ts'
import { type Invitation, type Known, type Model, people } from './state.ts'

/** Who answers an invitation: its addressee most of the time. */
export function addressee(invitation: Invitation | undefined, turn: number): Known {
  const those = people.filter(({ email }) => email === invitation?.email)
  return pick([...those, ...those, ...those, ...those, ...people], turn) ?? (people[0] as Known)
}

/** What keeps somebody from answering an invitation. */
export function answering(model: Model, by: Known, invitation: Invitation | undefined) {
  const over = endOf(invitation)
  const isMine = invitation === undefined || invitation.email === by.email
  return [
    [!by.email_verified, 'EMAIL_NOT_VERIFIED'],
    [!isMine, 'NOT_AUTHORIZED'],
    ...(over === 'ok' ? [] : [[true, over] as const]),
    [invitation !== undefined && invitation.expires <= model.now, 'INVITATION_EXPIRED'],
  ] as const
}

/** What keeps somebody out who has an invitation that waits. */
export function entering(model: Model, by: Known, invitation: Invitation | undefined) {
  const organization = invitation?.organization ?? ''
  return [
    [standing(model, by.id, organization) !== undefined, 'MEMBERSHIP_EXISTS'],
    [!admits(model, organization, by.email), 'DOMAIN_REQUIRED'],
    [isFull(model, organization), 'ORGANIZATION_FULL'],
    [memberOf(model, by.id, organization) !== undefined, 'MEMBERSHIP_EXISTS'],
  ] as const
}

/** What accepting makes true. */
export function accepted(model: Model, id: string, user: string): void {
  const invitation = model.invitations.find((one) => one.id === id)
  if (!invitation) return
  invitation.status = 'accepted'
  const { organization, role, team } = invitation
  enter(model, { user, organization, role, team })
  note(model, 'invitation.accepted', organization, id)
}

export function declined(model: Model, id: string): void {
  const invitation = model.invitations.find((one) => one.id === id)
  if (!invitation) return
  invitation.status = 'declined'
  note(model, 'invitation.declined', invitation.organization, id)
}

const nothing = '01900000-0000-7000-8000-000000000000'

const accept: Command = {
  name: 'invitations.accept',
  weight: 8,
  plan(model, step) {
    const invitation = invitationIn(model, step.pick)
    const by = addressee(invitation, step.by)
    return request({
      by,
      endpoint: contract.invitations.accept,
      input: { body: { invitation_id: invitation?.id ?? nothing } },
      expected: firstOf(...answering(model, by, invitation), ...entering(model, by, invitation)),
      shows: ({ user_role, is_default_org }) => ({ user_role, is_default_org }),
      shown: { user_role: invitation?.role, is_default_org: !model.members.some(({ user }) => user === by.id) },
      next: (after) => accepted(after, invitation?.id ?? '', by.id),
    })
  },
}

const decline: Command = {
  name: 'invitations.decline',
  weight: 1,
  plan(model, step) {
    const invitation = invitationIn(model, step.pick)
    const by = addressee(invitation, step.by)
    return request({
      by,
      endpoint: contract.invitations.decline,
      input: { body: { invitation_id: invitation?.id ?? nothing } },
      expected: firstOf(...answering(model, by, invitation)),
      next: (after) => declined(after, invitation?.id ?? ''),
    })
  },
}

const signUp: Command = {
  name: 'auth.signupWithInvitation',
  weight: 2,
  plan(model, step) {
    const [id, token] = pick(Object.entries(model.links), step.pick) ?? []
    if (!id || !token) return null
    // Also those that are gone with their organization.
    const invitation = model.invitations.find((one) => one.id === id)
    const over = endOf(invitation)
    const organization = invitation?.organization ?? ''
    const email = invitation?.email ?? ''
    const isKnown = model.users.some((user) => user.email === email && user.isProved)
    return request({
      by: null,
      endpoint: contract.auth.signupWithInvitation,
      input: { body: { token, password: 'a made-up password', confirmPassword: 'a made-up password' } },
      expected: firstOf(
        ...(over === 'ok' ? [] : [[true, over] as const]),
        [(invitation?.expires ?? 0) <= model.now, 'INVITATION_EXPIRED'],
        [isKnown, 'USER_EXISTS'],
        [!admits(model, organization, email), 'DOMAIN_REQUIRED'],
        [isFull(model, organization), 'ORGANIZATION_FULL'],
      ),
      next(after, { user }) {
        after.users.push({ id: user.id, email, isProved: true })
        accepted(after, id, user.id)
      },
    })
  },
}

export const answerCommands = [accept, decline, signUp]
