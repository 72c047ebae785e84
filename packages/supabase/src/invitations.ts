import {
  type CallOptions,
  type NewProviderInvitation,
  type ProviderApi,
  ProviderError,
  type ProviderInvitations,
  unless,
} from '@tenantry/core/provider'
import * as z from 'zod/mini'
import { Anything } from './api.ts'
import type { Directory } from './directory.ts'
import { User } from './shapes.ts'

const Link = z.object({ id: z.string(), action_link: z.string(), redirect_to: z.string() })

// Which organizations wait for a person whom Supabase invited; only admins of the project may write there.
const WAITING = 'tenantry_organizations'

/**
 * Invitations of Supabase, which knows people and no organizations: it invites whoever has no account, and for anybody else our own
 * link is enough. Who opens such a link proves the address: it belongs into a mail to that address, and nowhere else.
 */
export function invitationsOf(api: ProviderApi, directory: Directory): ProviderInvitations {
  const pathOf = (id: string) => `/admin/users/${encodeURIComponent(id)}`

  async function invite({ email, url, mail }: NewProviderInvitation, options?: CallOptions) {
    if (mail) {
      const query = { redirect_to: url }
      // The mail may go out twice, the account is one.
      const call = { method: 'POST', path: '/invite', query, body: { email }, output: User, ...options } as const
      return { id: (await api.send(call)).id, link: null }
    }
    const body = { type: 'invite', email, redirect_to: url }
    const call = { method: 'POST', path: '/admin/generate_link', body } as const
    const { id, action_link, redirect_to } = await api.send({ ...call, output: Link, repeatable: true, ...options })
    if (new URL(redirect_to).origin !== new URL(url).origin) throw notOnTheList()
    return { id, link: action_link }
  }

  async function wait(id: string, organizations: readonly unknown[], options?: CallOptions): Promise<void> {
    const body = { app_metadata: { [WAITING]: organizations.length > 0 ? organizations : null } }
    await api.send({ method: 'PUT', path: pathOf(id), body, output: User, ...options })
  }

  return {
    async send(organizationId, invitation, options) {
      const invited = await unless('conflict', invite(invitation, options), null)
      if (!invited) {
        const owner = await directory.byEmail(invitation.email, options)
        return { id: owner?.id ?? '', link: null }
      }
      const user = await directory.byId(invited.id, options)
      if (user) await wait(invited.id, [...new Set([...waiting(user), organizationId])], options)
      return invited
    },

    async find(organizationId, email, options) {
      const user = await directory.byEmail(email, options)
      // Roles are nothing that Supabase knows.
      return user && waiting(user).includes(organizationId) ? { id: user.id, roles: [] } : null
    },

    async revoke(organizationId, id, options) {
      const user = id === '' ? null : await directory.byId(id, options)
      if (!user?.invited_at || user.email_confirmed_at || user.last_sign_in_at) return
      const before = waiting(user)
      if (!before.includes(organizationId)) return
      const others = before.filter((one) => one !== organizationId)
      if (others.length > 0) return wait(id, others, options)
      await unless('not_found', api.send({ method: 'DELETE', path: pathOf(id), output: Anything, ...options }), null)
    },
  }
}

function waiting({ app_metadata }: User): readonly unknown[] {
  const value = app_metadata?.[WAITING]
  return Array.isArray(value) ? value : []
}

function notOnTheList(): ProviderError {
  const message =
    'supabase does not lead invitations to this app: add its address at Authentication › URL Configuration › Redirect URLs'
  return new ProviderError('forbidden', { provider: 'supabase', message })
}
