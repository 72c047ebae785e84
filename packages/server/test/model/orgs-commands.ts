import { orgsContract } from '@tenantry/core/orgs'
import { accepted, addressee, answering, declined, entering } from './answer-commands.ts'
import { type Command, firstOf, idIn, pick, request } from './command.ts'
import { add, addresses, invitationIn, managed, managing, refusalOf, tidy } from './invitation-commands.ts'
import { found, slugs } from './organization-commands.ts'
import { actorIn, standing } from './rules.ts'
import { type Known, type Model, people } from './state.ts'

// The dialect of seed 002: the same acts, for admins alone, and with statuses of its own.

/** What keeps somebody out who is no admin; the first rule is that strangers learn nothing. */
function adminDoor(model: Model, user: string, organization: string) {
  const role = standing(model, user, organization)?.role
  return [
    [role === undefined, 'NOT_A_MEMBER'],
    [role !== 'admin', 'NOT_AUTHORIZED'],
  ] as const
}

const create: Command = {
  name: 'orgs: organizations.create',
  weight: 1,
  plan(model, step) {
    const by = pick(people, step.by) as Known
    // This dialect has a rule of its own for words that are reserved.
    const slug = pick(slugs.slice(0, 3), step.pick) ?? ''
    return request({
      by,
      endpoint: orgsContract.organizations.create,
      input: { body: { name: 'Of seed 002', slug } },
      expected: firstOf(
        [!by.email_verified, 'EMAIL_NOT_VERIFIED'],
        [model.organizations.some((one) => one.slug === slug), 'ORGANIZATION_EXISTS'],
      ),
      next: (after, { _id: id, name }, world) => found(after, by, { id, name, slug }, world),
    })
  },
}

const invite: Command = {
  name: 'orgs: invitations.create',
  weight: 1.5,
  plan(model, step) {
    const orgId = idIn(model.organizations, step.at)
    const by = actorIn(model, orgId, people, step.by)
    const email = pick(addresses, step.who) ?? ''
    const role = step.role === 2 ? 'admin' : 'employee'
    const wanted = { organization: orgId, email, role, team: null }
    const refusal = refusalOf(model, by.id, wanted)
    return request({
      by,
      endpoint: orgsContract.invitations.create,
      input: { params: { orgId }, body: { email, role: role === 'admin' ? 'admin' : 'member' } },
      expected: firstOf(...adminDoor(model, by.id, orgId), ...(refusal === 'ok' ? [] : [[true, refusal] as const])),
      next(after, { _id: id }) {
        tidy(after, orgId, email)
        add(after, { id, ...wanted }, by.id)
      },
    })
  },
}

const nothing = idIn([], 0)

const accept: Command = {
  name: 'orgs: invitations.accept',
  weight: 2,
  plan(model, step) {
    const invitation = invitationIn(model, step.pick)
    const by = addressee(invitation, step.by)
    return request({
      by,
      endpoint: orgsContract.invitations.accept,
      input: { params: { inviteId: invitation?.id ?? nothing } },
      expected: firstOf(...answering(model, by, invitation), ...entering(model, by, invitation)),
      next: (after) => accepted(after, invitation?.id ?? '', by.id),
    })
  },
}

const decline: Command = {
  name: 'orgs: invitations.decline',
  weight: 0.5,
  plan(model, step) {
    const invitation = invitationIn(model, step.pick)
    const by = addressee(invitation, step.by)
    return request({
      by,
      endpoint: orgsContract.invitations.decline,
      input: { params: { inviteId: invitation?.id ?? nothing } },
      expected: firstOf(...answering(model, by, invitation)),
      next: (after) => declined(after, invitation?.id ?? ''),
    })
  },
}

const manage = (act: 'resend' | 'revoke'): Command => ({
  name: `orgs: invitations.${act}`,
  weight: 0.5,
  plan(model, step) {
    const invitation = invitationIn(model, step.pick)
    const organization = invitation?.organization ?? ''
    const by = actorIn(model, organization, people, step.by)
    // The first repetition need not wait in this dialect.
    const waited =
      invitation && invitation.resent === null ? { ...invitation, created: Number.NEGATIVE_INFINITY } : invitation
    return request({
      by,
      endpoint: orgsContract.invitations[act],
      input: { params: { inviteId: invitation?.id ?? nothing } },
      expected: firstOf(...adminDoor(model, by.id, organization), ...managing(model, act, by.id, waited)),
      next: (after) => managed(after, act, invitation?.id ?? ''),
    })
  },
})

export const orgsCommands = [create, invite, accept, decline, manage('resend'), manage('revoke')]
