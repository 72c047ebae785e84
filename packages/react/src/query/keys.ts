/** Begins the key of everything we keep in the query cache. */
export const tenantryKey = ['tenantry'] as const

/** The keys of what the server says; invalidate one to have it asked anew. */
export const tenantryKeys = {
  all: tenantryKey,
  organizationStatus: [...tenantryKey, 'organization-status'],
  pendingInvitations: [...tenantryKey, 'pending-invitations'],
  slugAvailability: [...tenantryKey, 'slug-availability'],
} as const
