import { contract } from '@tenantry/core'
import { hashToken } from '../../src/tokens/secret-token.ts'
import { type Command, firstOf, pick, request } from './command.ts'
import { endOf, invitationIn } from './invitation-commands.ts'
import { admits, enter, isFull, memberOf, note, organizationOf, standing } from './rules.ts'
import { type Invitation, type Known, type Model, people, type User } from './state.ts'
import type { World } from './world.ts'

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

/** Signs up by the link of an invitation: one that a member was shown, or the one that was mailed. */
function signingUp(model: Model, id: string, input: (world: World) => Promise<string>, isMailed: boolean) {
  // Also those that are gone with their organization.
  const invitation = model.invitations.find((one) => one.id === id)
  const over = endOf(invitation)
  const organization = invitation?.organization ?? ''
  const email = invitation?.email ?? ''
  const isKnown = (user: User) => user.email === email && (user.isProved || !people.some((one) => one.id === user.id))
  // A link that came to no mailbox proves no address, and so opens no required domain.
  const isAdmitted = isMailed
    ? admits(model, organization, email)
    : !organizationOf(model, organization)?.isDomainRequired
  const password = 'a made-up password'
  return request({
    by: null,
    endpoint: contract.auth.signupWithInvitation,
    input: async (world) => ({ body: { token: await input(world), password, confirmPassword: password } }),
    expected: firstOf(
      ...(over === 'ok' ? [] : [[true, over] as const]),
      [(invitation?.expires ?? 0) <= model.now, 'INVITATION_EXPIRED'],
      [model.users.some(isKnown), 'USER_EXISTS'],
      [!isAdmitted, 'DOMAIN_REQUIRED'],
      [isFull(model, organization), 'ORGANIZATION_FULL'],
    ),
    next(after, { user }) {
      after.users.push({ id: user.id, email, isProved: isMailed })
      accepted(after, id, user.id)
    },
  })
}

const signUpByLink: Command = {
  name: 'auth.signupWithInvitation, shown',
  weight: 1.5,
  plan(model, step) {
    const [id, token] = pick(Object.entries(model.links), step.pick) ?? []
    return id && token ? signingUp(model, id, async () => token, false) : null
  },
}

const signUpByMail: Command = {
  name: 'auth.signupWithInvitation, mailed',
  weight: 2,
  plan(model, step) {
    const mailed = model.invitations.filter(({ id }) => model.links[id] === undefined)
    const newcomers = mailed.filter(({ email }) => !people.some((one) => one.email === email))
    const { id } = pick([...newcomers, ...newcomers, ...mailed], step.pick) ?? {}
    return id ? signingUp(model, id, (world) => mailedToken(world, id), true) : null
  },
}

/** The token in the mail that was sent last for an invitation. */
async function mailedToken({ running }: World, id: string): Promise<string> {
  const [row] = await running.rows<{ email: string; hash: string }>(
    `SELECT email, token_hash AS hash FROM invitations WHERE id = '${id}'`,
  )
  for (let turn = 0; row && turn < 200; turn++) {
    for (const { to, text } of running.mails()) {
      const token = to === row.email ? /token=([\w-]{43})/.exec(text)?.[1] : undefined
      if (token && (await hashToken(token)) === row.hash) return token
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return 'a-made-up-token-of-forty-three-characters-x'
}

export const answerCommands = [accept, decline, signUpByLink, signUpByMail]
