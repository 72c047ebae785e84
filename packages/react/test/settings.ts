import { details, membersOf, organization } from './organization.ts'
import { acme, beta, statusOf } from './people.ts'
import type { Replies } from './world.tsx'

/** A server whose organization can be changed, left and deleted; then Beta Works is left. */
export function organizationWithSettings(own: Replies = {}): Replies {
  let held = { ...details, ...(typeof own.organizations?.get === 'object' && own.organizations.get) }
  let settings = { require_google_domain: false, member_limit: null, locale: 'en' }
  let mine = [acme, beta]
  const out = () => {
    mine = [beta]
  }
  return organization(membersOf(), {
    ...own,
    members: {
      leave: () => {
        out()
        return { success: true, default_organization_id: beta.id }
      },
      ...own.members,
    },
    organizations: {
      status: () => statusOf(mine),
      settings: () => ({ settings, locales: ['en', 'pl'] }),
      slugAvailability: ({ query: { slug } }) => ({
        slug,
        available: slug !== 'taken',
        reason: slug === 'taken' ? 'taken' : null,
        suggestions: slug === 'taken' ? ['taken-2'] : [],
      }),
      update: ({ body }) => {
        held = { ...held, organization: { ...held.organization, ...(body as object) } }
        return { success: true, organization: held.organization }
      },
      updateSettings: ({ body }) => {
        settings = { ...settings, ...(body as object) }
        return { success: true, settings }
      },
      remove: () => {
        out()
        return { success: true }
      },
      ...own.organizations,
      get: ({ params }) =>
        params.organizationId === acme.id
          ? held
          : { ...details, is_last_admin: false, organization: { ...details.organization, ...beta } },
    },
  })
}
