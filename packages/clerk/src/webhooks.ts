import { type ProviderChange, ProviderError, type ProviderWebhooks } from '@tenantry/core/provider'
import { Webhook } from 'standardwebhooks'
import * as z from 'zod/mini'
import type { Roles } from './roles.ts'
import { AcceptedInvitation, Membership, Organization, RevokedInvitation, User } from './shapes.ts'
import { factsOf } from './tokens.ts'

const Event = z.object({ type: z.string(), timestamp: z.optional(z.number()), data: z.unknown() })
const Removed = z.object({ id: z.string() })

/** Reads webhooks, which Svix signs: Standard Webhooks with headers of other names, at most five minutes old. */
export function webhooksOf(secret: string, roles: Roles): ProviderWebhooks {
  const webhook = new Webhook(secret)
  const readers: Readonly<Record<string, (data: unknown) => ProviderChange>> = {
    'user.created': changedUser,
    'user.updated': changedUser,
    'user.deleted': (data) => ({ type: 'user.removed', subject: Removed.parse(data).id }),
    'organization.created': changedOrganization,
    'organization.updated': changedOrganization,
    'organization.deleted': (data) => ({ type: 'organization.removed', organizationId: Removed.parse(data).id }),
    'organizationMembership.created': changedMember,
    'organizationMembership.updated': changedMember,
    'organizationMembership.deleted'(data) {
      const { organization, public_user_data } = Membership.parse(data)
      return { type: 'member.removed', organizationId: organization.id, subject: public_user_data.user_id }
    },
    'organizationInvitation.accepted'(data) {
      const { id, organization_id, email_address, user_id } = AcceptedInvitation.parse(data)
      const invitation = { organizationId: organization_id, invitationId: id }
      return { type: 'invitation.accepted', ...invitation, email: email_address, subject: user_id }
    },
    'organizationInvitation.revoked'(data) {
      const { id, organization_id } = RevokedInvitation.parse(data)
      return { type: 'invitation.revoked', organizationId: organization_id, invitationId: id }
    },
  }

  function changedMember(data: unknown): ProviderChange {
    const { organization, public_user_data, role } = Membership.parse(data)
    const member = { organizationId: organization.id, subject: public_user_data.user_id }
    return { type: 'member.changed', ...member, roles: roles.fromClerk(role) }
  }

  return {
    async read(request) {
      // As it came: the signature is over these very bytes.
      const body = await request.text()
      const header = (name: string) => request.headers.get(`svix-${name}`) ?? ''
      const [id, timestamp, signature] = [header('id'), header('timestamp'), header('signature')]
      try {
        const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature }
        webhook.verify(body, headers, { jsonParse: false })
      } catch (cause) {
        const message = 'the signature of a webhook is not that of Clerk, or too old'
        throw new ProviderError('unauthorized', { provider: 'clerk', message, cause })
      }
      try {
        const event = Event.parse(JSON.parse(body))
        const reader = Object.hasOwn(readers, event.type) ? readers[event.type] : undefined
        const at = momentOf(event.timestamp ?? Number(timestamp))
        return { id, type: event.type, at, changes: reader ? [reader(event.data)] : [] }
      } catch (cause) {
        const message = 'a webhook of Clerk has another shape than documented'
        throw new ProviderError('invalid', { provider: 'clerk', message, cause })
      }
    },
  }
}

function changedUser(data: unknown): ProviderChange {
  const user = User.parse(data)
  return { type: 'user.changed', subject: user.id, ...factsOf(user) }
}

function changedOrganization(data: unknown): ProviderChange {
  const { id, name } = Organization.parse(data)
  return { type: 'organization.changed', organizationId: id, name }
}

// Milliseconds as everywhere at Clerk; its specification of webhooks shows seconds.
function momentOf(timestamp: number): Date {
  return new Date(timestamp < 1e11 ? timestamp * 1000 : timestamp)
}
