import type {
  InvitationPreview,
  InvitationSummary,
  OrganizationStatus,
  PendingInvitation,
  SessionUser,
} from '@tenantry/core'

const DAY = 86_400_000

export const token = 'made-up-token-made-up-token-made-up-token-0'
export const acme = { id: '01900000-0000-7000-8000-000000000001', name: 'Acme Studio', slug: 'acme-studio' }
export const beta = { id: '01900000-0000-7000-8000-000000000002', name: 'Beta Works', slug: 'beta-works' }

export const ann: SessionUser = { email: 'ann@example.com', emailVerified: true, name: 'Ann' }
export const bob: SessionUser = { email: 'bob@example.org', emailVerified: true, name: 'Bob' }

function inDays(days: number): string {
  // A minute more, so that rounding says the same whenever the test runs.
  return new Date(Date.now() + days * DAY + 60_000).toISOString()
}

export const link: InvitationPreview = {
  id: '01900000-0000-7000-8000-0000000000a1',
  email: ann.email,
  role: 'manager',
  expires_at: inDays(6),
  organization: acme,
  team: { id: '01900000-0000-7000-8000-0000000000c1', name: 'Design' },
  invited_by: { full_name: 'Bob Example', email: bob.email },
}

export const toAcme = summary('01900000-0000-7000-8000-0000000000a1', acme, 'manager', 6)
export const toBeta = summary('01900000-0000-7000-8000-0000000000b1', beta, 'employee', 1)

export const pendingAcme = pending(toAcme, 'Design')
export const pendingBeta = pending(toBeta, null)
export const pendingGamma = {
  ...pendingBeta,
  id: '01900000-0000-7000-8000-0000000000b2',
  organization_name: 'Gamma Garden',
  role: 'admin',
}

export function statusOf(
  members: readonly { id: string; name: string; slug: string }[] = [],
  invited: readonly InvitationSummary[] = [],
): OrganizationStatus {
  const [first] = members
  return {
    scenario: first ? 'has_organizations' : invited.length > 0 ? 'has_invitations' : 'no_invitations',
    hasOrganizations: members.length > 0,
    organizations: members.map(({ id, name, slug }) => ({
      organization_id: id,
      role: 'admin',
      is_default: id === first?.id,
      is_active: true,
      joined_via: 'created',
      organizations: { name, slug },
    })),
    defaultOrganization: first ? { id: first.id, name: first.name, role: 'admin' } : null,
    pendingInvitations: [...invited],
  }
}

function summary(id: string, organization: typeof acme, role: string, days: number): InvitationSummary {
  return {
    id,
    organization_id: organization.id,
    role,
    team_id: null,
    expires_at: inDays(days),
    organizations: { name: organization.name },
    teams: null,
  }
}

function pending({ id, role, expires_at, organizations }: InvitationSummary, team: string | null): PendingInvitation {
  return { id, organization_name: organizations.name, role, team_name: team, invited_by: 'Bob Example', expires_at }
}
