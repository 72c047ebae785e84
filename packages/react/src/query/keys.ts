/** Begins the key of everything we keep in the query cache. */
export const tenantryKey = ['tenantry'] as const

const ofOrganization = (organizationId: string) => [...tenantryKey, 'organization', organizationId] as const

/** The keys of what the server says; invalidate one to have it asked anew. What is below another goes with it. */
export const tenantryKeys = {
  all: tenantryKey,
  organizationStatus: [...tenantryKey, 'organization-status'],
  pendingInvitations: [...tenantryKey, 'pending-invitations'],
  slugAvailability: [...tenantryKey, 'slug-availability'],
  joinable: [...tenantryKey, 'joinable'],
  /** Everything of one organization. */
  organization: ofOrganization,
  details: (organizationId: string) => [...ofOrganization(organizationId), 'details'] as const,
  settings: (organizationId: string) => [...ofOrganization(organizationId), 'settings'] as const,
  members: (organizationId: string) => [...ofOrganization(organizationId), 'members'] as const,
  invitations: (organizationId: string) => [...ofOrganization(organizationId), 'invitations'] as const,
  membershipRequests: (organizationId: string) => [...ofOrganization(organizationId), 'membership-requests'] as const,
  teams: (organizationId: string) => [...ofOrganization(organizationId), 'teams'] as const,
  domains: (organizationId: string) => [...ofOrganization(organizationId), 'domains'] as const,
  auditEvents: (organizationId: string) => [...ofOrganization(organizationId), 'audit-events'] as const,
  sync: (organizationId: string) => [...ofOrganization(organizationId), 'sync'] as const,
} as const
