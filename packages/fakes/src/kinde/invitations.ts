import { done, found, Refusal } from './answers.ts'
import { roleBy } from './members.ts'
import { organizationOf } from './organizations.ts'
import { pageOf } from './page.ts'
import type { KindeCall, KindeRoute } from './route.ts'
import { type KindeInvitation, type KindeState, newId, timeOf } from './state.ts'

const invites = '/api/v1/organization/{org_code}/invites'
const MOST_LETTERS = 254

/** Nothing is mailed unless it is asked for, nothing expires, and nothing is sent twice: who resends revokes and invites. */
export const invitationRoutes: readonly KindeRoute[] = [
  { call: `GET ${invites}`, scope: 'read:organization_invites', answer: list },
  { call: `POST ${invites}`, scope: 'create:organization_invites', status: 201, answer: create },
  { call: `GET ${invites}/{invite_code}`, scope: 'read:organization_invites', answer: read },
  { call: `DELETE ${invites}/{invite_code}`, scope: 'delete:organization_invites', answer: revoke },
]

/** Whether an invitation still opens something. */
export function waits({ is_revoked, accepted_on }: KindeInvitation): boolean {
  return !is_revoked && accepted_on === null
}

function list({ state, params, query }: KindeCall): object {
  const all = [...organizationOf(state, params.org_code).invitations.values()].filter(
    ({ is_revoked, accepted_on }) =>
      (!is_revoked || query.get('include_revoked') === 'true') &&
      (accepted_on === null || query.get('include_accepted') === 'true'),
  )
  const { items, next } = pageOf(all, query)
  return { code: 'OK', message: 'Success', invites: items.map((one) => shownOf(state, one)), ...next }
}

function create({ state, params, body }: KindeCall): object {
  const organization = organizationOf(state, params.org_code)
  const { email, first_name = null, last_name = null, send_email = false } = body as Record<string, string | null>
  const keys = body.roles as readonly string[] | undefined
  if (!email || !keys) throw new Refusal(400, 'INVITATION_INVALID', 'Email and roles are required')
  if (email.length > MOST_LETTERS) throw new Refusal(400, 'EMAIL_TOO_LONG', 'Email is too long')
  for (const key of keys) roleBy(state, key)
  const address = email.toLowerCase()
  const twice = [...organization.invitations.values()].some((one) => one.email === address && waits(one))
  if (twice) throw new Refusal(400, 'INVITATION_EXISTS', 'An invitation for this email is pending')
  const invitation: KindeInvitation = {
    id: newId('invitation'),
    code: newId('inv'),
    email: address,
    first_name,
    last_name,
    created_on: timeOf(state),
    is_sent: Boolean(send_email),
    roles: keys,
    accepted_on: null,
    is_revoked: false,
  }
  organization.invitations.set(invitation.code, invitation)
  return { code: 'INVITATION_CREATED', message: 'Invitation created', invite: shownOf(state, invitation) }
}

function read({ state, params }: KindeCall): object {
  return { message: 'Success', ...shownOf(state, invitationOf(state, params)) }
}

function revoke({ state, params }: KindeCall): object {
  const invitation = invitationOf(state, params)
  if (!waits(invitation)) throw new Refusal(404, 'INVITATION_NOT_FOUND', 'Invitation not found')
  invitation.is_revoked = true
  return done('Invitation revoked')
}

function invitationOf(state: KindeState, { org_code, invite_code = '' }: KindeCall['params']): KindeInvitation {
  const { invitations } = organizationOf(state, org_code)
  return found(invitations.get(invite_code), 'INVITATION_NOT_FOUND', 'Invitation not found', 404)
}

function shownOf({ url, roles }: KindeState, invitation: KindeInvitation) {
  const { first_name, last_name, code } = invitation
  const named = invitation.roles.map((key) => ({
    key,
    name: [...roles.values()].find((role) => role.key === key)?.name ?? key,
  }))
  return {
    ...invitation,
    full_name: [first_name, last_name].filter(Boolean).join(' '),
    roles: named,
    invite_link: `${url}/team_invitation?code=${code}`,
  }
}
