import { canonicalEmail } from '@tenantry/core'
import type { CallOptions, ProviderInvitations } from '@tenantry/core/provider'
import type { KindeApi } from './api/kinde-api.ts'
import { PAGE_SIZE, pageOf, throughPages } from './api/pages.ts'
import { done, inviteList, inviteMade } from './api/schemas.ts'
import { unlessGone } from './organizations/organizations.ts'
import { type KindeRoles, keyOf } from './roles.ts'

const invites = '/organization/{org_code}/invites'

/** Invitations that Kinde keeps. They never expire, so whoever sends one revokes it when its time is up. */
export function invitations(api: KindeApi, roles: KindeRoles): ProviderInvitations {
  return {
    async send(organizationId, { email, role, mail }, options) {
      const key = keyOf(roles, role)
      // Nothing sends an invitation again; an earlier one would go on opening the organization with its own role.
      for await (const earlier of pending(organizationId, options))
        if (sameAddress(earlier.email, email)) await revoke(organizationId, earlier.code, options)
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

  async function* pending(organizationId: string, options: CallOptions | undefined) {
    // Read to the end first: revoking one moves those behind it to an earlier page.
    const found: { readonly code: string; readonly email: string }[] = []
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
    for await (const one of pages) found.push(one)
    yield* found
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
