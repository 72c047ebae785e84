import {
  type CallOptions,
  isProviderError,
  type NewProviderInvitation,
  type ProviderApi,
  type ProviderInvitations,
  unless,
} from '@tenantry/core/provider'
import { Anything, isCode } from './api.ts'
import type { Roles } from './roles.ts'
import { Invitation, pageOf } from './shapes.ts'

const DAY_MS = 86_400_000
// Clerk takes whole days, and of those as many.
const MOST_DAYS = 365

interface Means {
  readonly api: ProviderApi
  readonly roles: Roles
  readonly now: () => number
}

export function invitationsOf({ api, roles, now }: Means): ProviderInvitations {
  const pathOf = (organizationId: string) => `/organizations/${encodeURIComponent(organizationId)}/invitations`

  async function revoke(organizationId: string, id: string, options?: CallOptions): Promise<void> {
    const path = `${pathOf(organizationId)}/${encodeURIComponent(id)}/revoke`
    const call = { method: 'POST', path, body: {}, output: Anything, repeatable: true, ...options } as const
    // Clerk's 404 also says that it does not wait any more.
    await unless('not_found', api.send(call), null)
  }

  async function waiting(organizationId: string, email_address: string, options?: CallOptions) {
    const { data } = await api.send({
      method: 'GET',
      path: pathOf(organizationId),
      query: { status: 'pending', email_address, limit: 500 },
      output: pageOf(Invitation),
      ...options,
    })
    return data
  }

  async function revokeEarlier(organizationId: string, email: string, options?: CallOptions): Promise<void> {
    for (const { id } of await waiting(organizationId, email, options)) await revoke(organizationId, id, options)
  }

  async function create(organizationId: string, invitation: NewProviderInvitation, options?: CallOptions) {
    const { email, role, url, expiresAt, inviter, mail } = invitation
    const days = Math.ceil((expiresAt.getTime() - now()) / DAY_MS)
    const body = {
      email_address: email,
      role: roles.toClerk(role),
      redirect_url: url,
      expires_in_days: Math.min(Math.max(days, 1), MOST_DAYS),
      notify: mail,
      ...(inviter !== null && { inviter_user_id: inviter }),
    }
    const { id, url: link } = await api.send({
      method: 'POST',
      path: pathOf(organizationId),
      body,
      output: Invitation,
      ...options,
    })
    return { id, link: link ?? null }
  }

  return {
    revoke,

    async find(organizationId, email, options) {
      const [found] = await waiting(organizationId, email, options)
      return found ? { id: found.id, roles: roles.fromClerk(found.role) } : null
    },

    async send(organizationId, invitation, options) {
      let wish = invitation
      for (let attempt = 0; ; attempt++) {
        try {
          return await create(organizationId, wish, options)
        } catch (error) {
          if (attempt === 2) throw error
          // Who may invite is decided here; at Clerk only admins may, and nobody has to be named.
          if (isCode(error, 'not_a_member_in_organization', 'missing_organization_permission') && wish.inviter !== null)
            wish = { ...wish, inviter: null }
          else if (isProviderError(error, 'conflict')) await revokeEarlier(organizationId, wish.email, options)
          else throw error
        }
      }
    },
  }
}
