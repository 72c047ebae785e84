import type { RouteTable } from '../route-table.ts'
import type { SigningKey } from '../signing.ts'
import { type ClerkState, page } from './state.ts'

export function instanceRoutes(state: ClerkState, key: SigningKey): RouteTable {
  const { settings } = state
  const started = settings.now()
  const roles = settings.roles.map((role, index) => ({
    object: 'role',
    id: `role_${index}`,
    name: role.replace('org:', ''),
    key: role,
    description: null,
    is_creator_eligible: role === 'org:admin',
    permissions: [],
    created_at: started,
    updated_at: started,
  }))

  return {
    'GET /jwks': () => ({ keys: [key.jwk] }),

    'GET /domains': () => ({
      data: [
        {
          object: 'domain',
          id: 'dmn_made_up',
          name: new URL(settings.url).hostname,
          is_satellite: false,
          frontend_api_url: settings.url,
          development_origin: '',
        },
      ],
      total_count: 1,
    }),

    'GET /instance/organization_settings': () => ({
      object: 'organization_settings',
      enabled: settings.organizations === 'enabled',
      max_allowed_memberships: settings.maxAllowedMemberships,
      max_allowed_roles: 10,
      max_allowed_domains: 10,
      creator_role: 'org:admin',
      admin_delete_enabled: true,
      domains_enabled: false,
      slug_disabled: settings.slugs === 'disabled',
      domains_enrollment_modes: [],
      domains_default_role: 'org:member',
    }),

    'GET /organization_roles': ({ query }) => page(roles, query, state),
  }
}
