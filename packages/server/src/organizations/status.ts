import type { contract } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { timestamp } from '../http/timestamp.ts'
import { statusOf } from './queries.ts'

/** Tells where somebody stands; which screen comes next follows from it (seed 003). */
export const status: Handler<typeof contract.organizations.status> = async (_input, { tx, principal, now }) => {
  const { memberships, invitations } = await statusOf(tx, principal, now)
  const organizations = memberships.map(({ name, slug, ...membership }) => ({
    ...membership,
    organizations: { name, slug },
  }))
  const home = memberships.find((membership) => membership.is_default)
  const pendingInvitations = invitations.map(({ name, team_name, expires_at, ...invitation }) => ({
    ...invitation,
    expires_at: timestamp(expires_at),
    organizations: { name },
    teams: team_name === null ? null : { name: team_name },
  }))
  return {
    scenario: scenarioOf(organizations.length, pendingInvitations.length),
    hasOrganizations: organizations.length > 0,
    organizations,
    defaultOrganization: home ? { id: home.organization_id, name: home.name, role: home.role } : null,
    pendingInvitations,
  }
}

function scenarioOf(organizations: number, invitations: number) {
  if (organizations > 0) return 'has_organizations'
  return invitations > 0 ? 'has_invitations' : 'no_invitations'
}
