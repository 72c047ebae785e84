import type { RouteTable } from '../route-table.ts'
import { ClerkRefusal, check, notFound, text } from './refusal.ts'
import { type ClerkState, membershipKey, organizationIn, page, stamps, tell, userIn } from './state.ts'
import type { ClerkMembership, ClerkUser } from './wire.ts'

/** The role that a body names. @throws ClerkRefusal */
export function roleIn(body: Readonly<Record<string, unknown>>, { settings }: ClerkState): string {
  const role = text(body, 'role')
  if (!settings.roles.includes(role)) throw new ClerkRefusal(422, 'form_param_value_invalid', 'role')
  return role
}

/** Makes somebody a member. @throws ClerkRefusal */
export function addMember(state: ClerkState, organizationId: string, user: ClerkUser, role: string): ClerkMembership {
  const organization = organizationIn(state, organizationId)
  const key = membershipKey(organization.id, user.id)
  if (state.memberships.has(key)) throw new ClerkRefusal(400, 'already_a_member_in_organization')
  const taken = membersOf(state, organization.id).length
  if (organization.max_allowed_memberships > 0 && taken >= organization.max_allowed_memberships)
    throw new ClerkRefusal(403, 'organization_membership_quota_exceeded')
  const membership: ClerkMembership = {
    object: 'organization_membership',
    ...stamps('orgmem', state),
    role,
    role_name: role.replace('org:', ''),
    permissions: [],
    public_metadata: {},
    private_metadata: {},
    organization,
    public_user_data: {
      user_id: user.id,
      first_name: user.first_name,
      last_name: user.last_name,
      profile_image_url: null,
      image_url: 'https://img.clerk.com/made-up',
      has_image: false,
      identifier: user.email_addresses[0]?.email_address ?? null,
    },
  }
  state.memberships.set(key, membership)
  tell(state, 'organizationMembership.created', membership)
  return membership
}

export function membersOf({ memberships }: ClerkState, organizationId: string): readonly ClerkMembership[] {
  return [...memberships.values()].filter(({ organization }) => organization.id === organizationId)
}

export function membershipRoutes(state: ClerkState): RouteTable {
  const { memberships, settings } = state

  function membershipIn({ id = '', user = '' }: Readonly<Record<string, string>>): ClerkMembership {
    const found = memberships.get(membershipKey(organizationIn(state, id).id, user))
    if (!found) throw notFound()
    return found
  }

  function keepAnAdmin(leaving: ClerkMembership): void {
    const others = membersOf(state, leaving.organization.id).filter((member) => member !== leaving)
    if (leaving.role === 'org:admin' && !others.some(({ role }) => role === 'org:admin'))
      throw new ClerkRefusal(400, 'organization_minimum_permissions_needed')
  }

  return {
    'POST /organizations/:id/memberships'({ params, body }) {
      check(body, ['user_id', 'role'], ['public_metadata', 'private_metadata'])
      organizationIn(state, params.id)
      return addMember(state, params.id ?? '', userIn(state, text(body, 'user_id')), roleIn(body, state))
    },

    'GET /organizations/:id/memberships': ({ params, query }) =>
      page(membersOf(state, organizationIn(state, params.id).id), query, state),

    'PATCH /organizations/:id/memberships/:user'({ params, body }) {
      check(body, ['role'], [])
      const membership = membershipIn(params)
      const role = roleIn(body, state)
      if (role !== 'org:admin') keepAnAdmin(membership)
      Object.assign(membership, { role, role_name: role.replace('org:', ''), updated_at: settings.now() })
      tell(state, 'organizationMembership.updated', membership)
      return membership
    },

    'DELETE /organizations/:id/memberships/:user'({ params }) {
      const membership = membershipIn(params)
      keepAnAdmin(membership)
      memberships.delete(membershipKey(membership.organization.id, params.user ?? ''))
      tell(state, 'organizationMembership.deleted', membership)
      return membership
    },
  }
}
