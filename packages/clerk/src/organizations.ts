import {
  createPageGuard,
  isProviderError,
  type ProviderApi,
  ProviderError,
  type ProviderMember,
  type ProviderOrganizations,
  unless,
} from '@tenantry/core/provider'
import { Anything, isCode } from './api.ts'
import type { PublicRole } from './public-role.ts'
import type { Roles } from './roles.ts'
import type { Settings } from './settings.ts'
import { Membership, Organization, pageOf } from './shapes.ts'

/** Where our own id of an organization stands in its private metadata. */
const MARKER = 'tenantry_id'
const PAGE = 500
const HOUR_MS = 3_600_000

interface Means {
  readonly api: ProviderApi
  readonly roles: Roles
  /** Null where the host wants no marks. */
  readonly marks: PublicRole | null
  readonly settings: Settings
}

export function organizationsOf({ api, roles, marks, settings }: Means): ProviderOrganizations {
  const pathOf = (id: string) => `/organizations/${encodeURIComponent(id)}`
  const memberPath = (id: string, subject: string) => `${pathOf(id)}/memberships/${encodeURIComponent(subject)}`

  const find: ProviderOrganizations['find'] = async ({ marker, slug }, options) => {
    const isOurs = (one: { readonly private_metadata?: Record<string, unknown> | undefined } | null) =>
      one?.private_metadata?.[MARKER] === marker
    for (const candidate of [slug, otherSlug(slug, marker)]) {
      const call = { method: 'GET', path: pathOf(candidate), output: Organization, ...options } as const
      const found = await unless('not_found', api.send(call), null)
      if (found && isOurs(found)) return found.id
    }
    // Clerk cannot search metadata; without slugs, or after they changed there, it is one of the list.
    for await (const one of pages('/organizations', Organization, '-created_at', options))
      if (isOurs(one)) return one.id
    return null
  }

  async function* pages<T extends typeof Organization | typeof Membership>(
    path: string,
    item: T,
    order_by: string,
    options: Parameters<ProviderOrganizations['members']>[1],
  ) {
    const output = pageOf(item)
    const guard = createPageGuard('clerk')
    for (let offset = 0, total = 1; offset < total; ) {
      const page = await api.send({ method: 'GET', path, query: { limit: PAGE, offset, order_by }, output, ...options })
      guard(page.data[0]?.id)
      yield* page.data
      offset += page.data.length
      total = page.data.length === 0 ? 0 : page.total_count
    }
  }

  // One call is enough to learn it.
  let withoutSlugsUntil = 0

  return {
    find,
    awayUntil: api.awayUntil,

    async create(organization, options) {
      const { marker, name, slug } = organization
      const send = async (given: string | undefined) => {
        const body = {
          name,
          ...(given !== undefined && { slug: given }),
          private_metadata: { [MARKER]: marker },
          max_allowed_memberships: settings.maxAllowedMemberships,
        }
        const made = await api.send({ method: 'POST', path: '/organizations', body, output: Organization, ...options })
        // The answer says itself whose it is: a wrong one would bind two tenants to one organization.
        if (made.private_metadata?.[MARKER] !== marker) throw notOurs()
        return made.id
      }
      const { now } = settings
      try {
        return await send(now() < withoutSlugsUntil ? undefined : slug)
      } catch (error) {
        // Instances from after 2025-10-07 have none unless they are switched on.
        if (isCode(error, 'organization_slugs_disabled')) {
          withoutSlugsUntil = now() + HOUR_MS
          return send(undefined)
        }
        if (!isProviderError(error, 'conflict')) throw error
        // Ours, from an earlier call whose answer was lost; or somebody else's, made past us.
        return (await find(organization, options)) ?? send(otherSlug(slug, marker))
      }
    },

    async update(id, change, options) {
      const send = (body: typeof change) =>
        api.send({ method: 'PATCH', path: pathOf(id), body, output: Anything, repeatable: true, ...options })
      await send(change).catch((error: unknown) => {
        const { slug: _, ...rest } = change
        if (isCode(error, 'organization_slugs_disabled')) return Object.keys(rest).length > 0 ? send(rest) : null
        throw error
      })
    },

    async remove(id, options) {
      const call = { method: 'DELETE', path: pathOf(id), output: Anything, ...options } as const
      await unless('not_found', api.send(call), null)
    },

    async setMember(id, { subject, role }, options) {
      const theirs = roles.toClerk(role)
      const added = api.send({
        method: 'POST',
        path: `${pathOf(id)}/memberships`,
        body: { user_id: subject, role: theirs },
        output: Membership,
        // The second time it says that they are one.
        repeatable: true,
        ...options,
      })
      if (!(await unless('conflict', added, null)))
        await api.send({
          method: 'PATCH',
          path: memberPath(id, subject),
          body: { role: theirs },
          output: Membership,
          repeatable: true,
          ...options,
        })
      await marks?.follow(subject, id, role, options)
    },

    async removeMember(id, subject, options) {
      const call = { method: 'DELETE', path: memberPath(id, subject), output: Anything, ...options } as const
      await unless('not_found', api.send(call), null)
      await marks?.follow(subject, id, null, options)
    },

    ...(marks && { mark: (id, { subject, role }, options) => marks.follow(subject, id, role, options) }),

    async *members(id, options): AsyncIterable<ProviderMember> {
      for await (const one of pages(`${pathOf(id)}/memberships`, Membership, '+created_at', options))
        yield { subject: one.public_user_data.user_id, role: roles.fromClerk(one.role).at(-1) ?? null }
    },
  }
}

/** What an organization is called when its slug is taken by one that is not ours; from the random end of the marker. */
function otherSlug(slug: string, marker: string): string {
  return `${slug}-${marker.slice(-8)}`
}

function notOurs(): ProviderError {
  const message = 'clerk answered POST /organizations with an organization that is not ours'
  return new ProviderError('unavailable', { provider: 'clerk', message, outcome: 'unknown' })
}
