import { type CallOptions, ProviderError, type ProviderOrganizations } from '@tenantry/core/provider'
import type { KindeApi } from '../api/kinde-api.ts'
import { PAGE_SIZE, pageOf, throughPages } from '../api/pages.ts'
import { done, memberList, memberRoles, membersAdded, membersUpdated } from '../api/schemas.ts'
import { unlessGone } from '../api/unless-gone.ts'
import { type KindeRoles, keyOf, rolesOf } from '../roles.ts'

const users = '/organizations/{org_code}/users'

/** Who is in an organization, and with which role. */
export function memberships(
  api: KindeApi,
  roles: KindeRoles,
): Pick<ProviderOrganizations, 'setMember' | 'removeMember' | 'members'> {
  return {
    async setMember(id, { subject, role }, options) {
      const key = keyOf(roles, role)
      await add(id, subject, key, options)
      let held = await heldBy(id, subject, options)
      if (!held.some((one) => one.key === key)) {
        await give(id, subject, key, options)
        held = await heldBy(id, subject, options)
      }
      if (!held.some((one) => one.key === key)) throw refusal('the role was not taken over')
      // Kinde does not say whether a list of roles replaces or adds, and gives every member its default roles.
      for (const other of held) if (other.key !== key) await take(id, subject, other.id, options)
    },
    removeMember: (id, subject, options) =>
      unlessGone(
        api.send({
          scope: 'delete:organization_users',
          method: 'DELETE',
          path: `${users}/{user_id}`,
          params: { org_code: id, user_id: subject },
          output: done,
          ...options,
        }),
      ),
    async *members(id, options) {
      const pages = throughPages(async (next_token) => {
        const page = await api.send({
          scope: 'read:organization_users',
          method: 'GET',
          path: users,
          params: { org_code: id },
          query: { page_size: PAGE_SIZE, next_token: next_token ?? undefined },
          output: memberList,
          ...options,
        })
        return pageOf(page.organization_users, page.next_token)
      })
      for await (const member of pages)
        if (member.id) yield { subject: member.id, role: rolesOf(roles, member.roles ?? []).at(-1) ?? null }
    },
  }

  async function add(id: string, subject: string, key: string, options: CallOptions | undefined): Promise<void> {
    await api.send({
      scope: 'create:organization_users',
      method: 'POST',
      path: users,
      params: { org_code: id },
      body: { users: [{ id: subject, roles: [key] }] },
      output: membersAdded,
      // Whoever is a member already is passed over.
      repeatable: true,
      ...options,
    })
  }

  async function give(id: string, subject: string, key: string, options: CallOptions | undefined): Promise<void> {
    const { users_updated } = await api.send({
      scope: 'update:organization_users',
      method: 'PATCH',
      path: users,
      params: { org_code: id },
      body: { users: [{ id: subject, roles: [key] }] },
      output: membersUpdated,
      repeatable: true,
      ...options,
    })
    if (!users_updated?.includes(subject)) throw refusal('the member was passed over')
  }

  async function take(id: string, subject: string, role: string, options: CallOptions | undefined): Promise<void> {
    await unlessGone(
      api.send({
        scope: 'delete:organization_user_roles',
        method: 'DELETE',
        path: `${users}/{user_id}/roles/{role_id}`,
        params: { org_code: id, user_id: subject, role_id: role },
        output: done,
        ...options,
      }),
    )
  }

  async function heldBy(id: string, subject: string, options: CallOptions | undefined) {
    const held: { readonly id: string; readonly key: string }[] = []
    const pages = throughPages(async () => {
      const page = await api.send({
        scope: 'read:organization_user_roles',
        method: 'GET',
        path: `${users}/{user_id}/roles`,
        params: { org_code: id, user_id: subject },
        output: memberRoles,
        ...options,
      })
      // This list takes no token.
      return pageOf(page.roles, null)
    })
    for await (const role of pages) held.push(role)
    return held
  }
}

function refusal(why: string): ProviderError {
  return new ProviderError('invalid', { provider: 'kinde', message: `kinde: ${why}` })
}
