import { canonicalEmail } from '@tenantry/core'
import type { CallOptions, ProviderInvitations } from '@tenantry/core/provider'
import type * as z from 'zod/mini'
import type { KindeApi } from './api/kinde-api.ts'
import { PAGE_SIZE, pageOf, throughPages } from './api/pages.ts'
import { done, inviteList, inviteMade } from './api/schemas.ts'
import { unlessGone } from './api/unless-gone.ts'
import { type KindeRoles, keyOf, rolesOf } from './roles.ts'

const invites = '/organization/{org_code}/invites'

/** Invitations that Kinde keeps. They never expire, so whoever sends one revokes it when its time is up. */
export function invitations(api: KindeApi, roles: KindeRoles): ProviderInvitations {
  return {
    async send(organizationId, { email, role, mail }, options) {
      const key = keyOf(roles, role)
      // Nothing sends an invitation again; an earlier one would go on opening the organization with its own role.
      for (const { code } of await waiting(organizationId, email, options)) await revoke(organizationId, code, options)
      const { invite } = await api.send({
        scope: 'create:organization_invites',
        method: 'POST',
        path: invites,
        params: { org_code: organizationId },
        body: { email, roles: [key], send_email: mail },
        output: inviteMade,
        ...options,
      })
      return { id: invite.code, link: linkOf(invite.invite_link) }
    },
    async find(organizationId, email, options) {
      const [found] = await waiting(organizationId, email, options)
      if (!found) return null
      const keys = (found.roles ?? []).map(({ key }) => key)
      return { id: found.code, roles: rolesOf(roles, keys) }
    },
    revoke,
  }

  function revoke(organizationId: string, code: string, options?: CallOptions): Promise<void> {
    return unlessGone(
      api.send({
        scope: 'delete:organization_invites',
        method: 'DELETE',
        path: `${invites}/{invite_code}`,
        params: { org_code: organizationId, invite_code: code },
        output: done,
        ...options,
      }),
    )
  }

  // Read to the end before anything is revoked: that moves those behind it to an earlier page.
  async function waiting(organizationId: string, email: string, options: CallOptions | undefined) {
    const pages = throughPages(async (next_token) => {
      const page = await api.send({
        scope: 'read:organization_invites',
        method: 'GET',
        path: invites,
        params: { org_code: organizationId },
        query: { page_size: PAGE_SIZE, next_token: next_token ?? undefined },
        output: inviteList,
        ...options,
      })
      return pageOf(page.invites, page.next_token)
    })
    const found: z.output<typeof inviteList>['invites'] & {} = []
    for await (const one of pages) if (sameAddress(one.email, email)) found.push(one)
    return found
  }
}

// Kinde writes addresses in lower case.
function sameAddress(one: string, other: string): boolean {
  const [first, second] = [one, other].map((address) => (canonicalEmail(address) ?? address).toLowerCase())
  return first === second
}

function linkOf(link: string | null | undefined): string | null {
  const url = link ? URL.parse(link) : null
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null
}
