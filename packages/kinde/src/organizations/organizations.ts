import { type CallOptions, type ProviderOrganizations, unless } from '@tenantry/core/provider'
import type { KindeApi } from '../api/kinde-api.ts'
import { PAGE_SIZE, pageOf, throughPages } from '../api/pages.ts'
import { done, organizationList, organizationMade, organizationRead } from '../api/schemas.ts'
import { unlessGone } from '../api/unless-gone.ts'
import type { KindeRoles } from '../roles.ts'
import { memberships } from './members.ts'

export interface OrganizationsOptions {
  readonly api: KindeApi
  readonly roles: KindeRoles
  readonly autoMembership: boolean
}

/** Organizations at Kinde, marked by their `external_id`. */
export function organizations({ api, roles, autoMembership }: OrganizationsOptions): ProviderOrganizations {
  return {
    ...memberships(api, roles),
    async create({ marker, name }, options) {
      const { organization } = await api.send({
        scope: 'create:organizations',
        method: 'POST',
        // Singular: the plural path lists, and answers 404 to a POST.
        path: '/organization',
        body: { name, external_id: marker, is_auto_membership_enabled: autoMembership },
        output: organizationMade,
        ...options,
      })
      return organization.code
    },
    // The answer holds a code and nothing to know it by: a wrong one would bind two tenants to one organization.
    async confirm(code, marker, options) {
      const read = api.send({
        scope: 'read:organizations',
        method: 'GET',
        path: '/organization',
        query: { code },
        output: organizationRead,
        ...options,
      })
      const held = await unless('not_found', read, null)
      return held?.external_id === marker
    },
    awayUntil: api.awayUntil,
    async find({ marker }, options) {
      // No filter knows external ids, so all pages are read.
      for await (const { code, external_id } of all(options)) if (external_id === marker) return code
      return null
    },
    async update(id, { name }, options) {
      if (name === undefined) return
      await api.send({
        scope: 'update:organizations',
        method: 'PATCH',
        path: '/organization/{org_code}',
        params: { org_code: id },
        body: { name },
        output: done,
        repeatable: true,
        ...options,
      })
    },
    remove: (id, options) =>
      unlessGone(
        api.send({
          scope: 'delete:organizations',
          method: 'DELETE',
          path: '/organization/{org_code}',
          params: { org_code: id },
          output: done,
          ...options,
        }),
      ),
  }

  function all(options: CallOptions | undefined) {
    return throughPages(async (next_token) => {
      const page = await api.send({
        scope: 'read:organizations',
        method: 'GET',
        path: '/organizations',
        query: { page_size: PAGE_SIZE, next_token: next_token ?? undefined },
        output: organizationList,
        ...options,
      })
      return pageOf(page.organizations, page.next_token)
    })
  }
}
