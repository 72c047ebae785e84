import type { RouteTable } from '../route-table.ts'
import { membersOf, roleIn } from './memberships.ts'
import { ClerkRefusal, check, notFound, text } from './refusal.ts'
import { type ClerkState, merged, organizationIn, page, stamps, tell } from './state.ts'
import type { ClerkInvitation } from './wire.ts'

const OPTIONAL = ['inviter_user_id', 'redirect_url', 'expires_in_days', 'notify', 'public_metadata', 'private_metadata']
const DAY_MS = 86_400_000

export function invitationRoutes(state: ClerkState): RouteTable {
  const { invitations, mails, settings } = state

  function invitationsOf(organizationId: string): readonly ClerkInvitation[] {
    return [...invitations.values()].filter(({ organization_id }) => organization_id === organizationId)
  }

  function assertMayInvite(organizationId: string, inviter: unknown): void {
    const member = membersOf(state, organizationId).find(({ public_user_data }) => public_user_data.user_id === inviter)
    if (!member) throw new ClerkRefusal(403, 'not_a_member_in_organization')
    if (member.role !== 'org:admin') throw new ClerkRefusal(403, 'missing_organization_permission')
  }

  return {
    'POST /organizations/:id/invitations'({ params, body }) {
      const organization = organizationIn(state, params.id)
      check(body, ['email_address', 'role'], OPTIONAL)
      const email_address = text(body, 'email_address').toLowerCase()
      if (!/^\S+@\S+$/.test(email_address)) throw new ClerkRefusal(422, 'form_param_format_invalid', 'email_address')
      const days = body.expires_in_days ?? 30
      if (typeof days !== 'number' || days < 1 || days > 365)
        throw new ClerkRefusal(422, 'form_param_value_invalid', 'expires_in_days')
      const role = roleIn(body, state)
      const inviter = body.inviter_user_id ?? null
      if (inviter !== null) assertMayInvite(organization.id, inviter)
      if (invitationsOf(organization.id).some((one) => one.status === 'pending' && one.email_address === email_address))
        throw new ClerkRefusal(400, 'organization_invitation_not_unique')
      const stamp = stamps('orginv', state)
      const invitation: ClerkInvitation = {
        object: 'organization_invitation',
        ...stamp,
        email_address,
        role,
        role_name: role.replace('org:', ''),
        organization_id: organization.id,
        inviter_id: inviter === null ? null : String(inviter),
        public_inviter_data: null,
        status: 'pending',
        public_metadata: merged({}, body.public_metadata),
        private_metadata: merged({}, body.private_metadata),
        url: `${settings.url}/v1/tickets/accept?ticket=${stamp.id}`,
        expires_at: stamp.created_at + days * DAY_MS,
      }
      invitations.set(invitation.id, invitation)
      if (body.notify !== false) mails.push({ to: email_address, url: invitation.url ?? '' })
      tell(state, 'organizationInvitation.created', invitation)
      return invitation
    },

    'GET /organizations/:id/invitations'({ params, query }) {
      const [status, email] = [query.get('status'), query.get('email_address')]
      const found = invitationsOf(organizationIn(state, params.id).id)
        .filter((one) => status === null || one.status === status)
        .filter((one) => email === null || one.email_address === email.toLowerCase())
      return page(found, query, state)
    },

    'POST /organizations/:id/invitations/:invitation/revoke'({ params, body }) {
      check(body, [], ['requesting_user_id'])
      const invitation = invitations.get(params.invitation ?? '')
      if (invitation?.organization_id !== organizationIn(state, params.id).id) throw notFound()
      if (invitation.status !== 'pending') throw new ClerkRefusal(404, 'organization_invitation_not_pending')
      Object.assign(invitation, { status: 'revoked', updated_at: settings.now() })
      tell(state, 'organizationInvitation.revoked', invitation)
      return invitation
    },
  }
}
