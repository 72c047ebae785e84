import type { RouteTable } from '../route-table.ts'
import { ClerkRefusal, check, text } from './refusal.ts'
import { type ClerkState, merged, organizationIn, page, stamps, tell } from './state.ts'
import type { ClerkOrganization } from './wire.ts'

const CHANGEABLE = ['name', 'slug', 'max_allowed_memberships', 'admin_delete_enabled', 'role_set_key']
const METADATA = ['public_metadata', 'private_metadata']

export function organizationRoutes(state: ClerkState): RouteTable {
  const { organizations, memberships, invitations, settings } = state

  function freeSlug(slug: unknown, own?: string): string | null {
    if (slug === undefined || slug === null) return null
    if (settings.slugs === 'disabled') throw new ClerkRefusal(403, 'organization_slugs_disabled', 'slug')
    if (typeof slug !== 'string' || !/^[a-z0-9-]+$/.test(slug))
      throw new ClerkRefusal(422, 'form_param_format_invalid', 'slug')
    for (const other of organizations.values())
      if (other.slug === slug && other.id !== own) throw new ClerkRefusal(422, 'form_identifier_exists', 'slug')
    return slug
  }

  return {
    'POST /organizations'({ body }) {
      check(body, ['name'], [...CHANGEABLE, ...METADATA, 'created_by', 'created_at'])
      const stamp = stamps('org', state)
      const organization: ClerkOrganization = {
        object: 'organization',
        ...stamp,
        name: text(body, 'name'),
        slug: freeSlug(body.slug) ?? `made-up-${stamp.id.slice(-8)}`,
        has_image: false,
        max_allowed_memberships: Number(body.max_allowed_memberships ?? settings.maxAllowedMemberships),
        admin_delete_enabled: true,
        public_metadata: merged({}, body.public_metadata),
        private_metadata: merged({}, body.private_metadata),
      }
      organizations.set(organization.id, organization)
      tell(state, 'organization.created', organization)
      return organization
    },

    'GET /organizations'({ query }) {
      const like = (query.get('query') ?? '').toLowerCase()
      const found = [...organizations.values()].filter(({ id, name, slug }) =>
        [id, name.toLowerCase(), slug].some((word) => word.includes(like)),
      )
      // The newest come first, unless it is said otherwise.
      return page(query.get('order_by') === '+created_at' ? found : found.reverse(), query, state)
    },

    'GET /organizations/:id': ({ params }) => organizationIn(state, params.id),

    'PATCH /organizations/:id'({ params, body, headers }) {
      const organization = organizationIn(state, params.id)
      // Since 2026-05-12 metadata has an endpoint of its own.
      const isOld = headers.get('clerk-api-version') !== '2026-05-12'
      check(body, [], isOld ? [...CHANGEABLE, ...METADATA] : CHANGEABLE)
      organization.slug = freeSlug(body.slug, organization.id) ?? organization.slug
      if (body.name !== undefined) organization.name = text(body, 'name')
      organization.updated_at = settings.now()
      tell(state, 'organization.updated', organization)
      return organization
    },

    'PATCH /organizations/:id/metadata'({ params, body }) {
      check(body, [], METADATA)
      const organization = organizationIn(state, params.id)
      organization.public_metadata = merged(organization.public_metadata, body.public_metadata)
      organization.private_metadata = merged(organization.private_metadata, body.private_metadata)
      return organization
    },

    'DELETE /organizations/:id'({ params }) {
      const { id, slug } = organizationIn(state, params.id)
      organizations.delete(id)
      for (const [key, { organization }] of memberships) if (organization.id === id) memberships.delete(key)
      for (const [key, { organization_id }] of invitations) if (organization_id === id) invitations.delete(key)
      const removed = { object: 'organization', id, slug, deleted: true }
      tell(state, 'organization.deleted', removed)
      return removed
    },
  }
}
