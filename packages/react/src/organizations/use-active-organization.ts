import type { Membership, OrganizationStatus } from '@tenantry/core'
import { useSyncExternalStore } from 'react'
import { useTenantry } from '../provider/context.ts'
import { useOrganizationStatus } from './use-organization-status.ts'
import { useSetActive } from './use-set-active.ts'

/** The organization that this tab works in, and the way to another one. */
export interface UseActiveOrganization {
  /** Null while it is not known, and for somebody without an organization. */
  readonly organizationId: string | null
  /** The membership in it; null where the person is no member of the one that the host gave. */
  readonly membership: Membership | null
  /** Works in another one of the person's organizations, in this tab alone. */
  readonly setActive: (organizationId: string) => void
}

/**
 * Tells which organization this tab works in: the one that the host gave to the provider, else the one chosen here, else the default one.
 * A choice that the person is no member of any more does not count.
 */
export function useActiveOrganization(): UseActiveOrganization {
  const { activeOrganization, organizationId: given } = useTenantry()
  const chosen = useSyncExternalStore(activeOrganization.subscribe, activeOrganization.get, nothing)
  const { data } = useOrganizationStatus()
  const membership = membershipOf(data, given, chosen)
  const setActive = useSetActive()
  return { organizationId: given ?? membership?.organization_id ?? null, membership, setActive }
}

const nothing = () => null

function membershipOf(
  status: OrganizationStatus | undefined,
  given: string | null,
  chosen: string | null,
): Membership | null {
  const { organizations = [], defaultOrganization } = status ?? {}
  const open = organizations.filter(({ is_active }) => is_active)
  const find = (id: string | undefined | null) => open.find(({ organization_id }) => organization_id === id)
  // The host's word is final, and the tab's own choice a wish.
  if (given !== null) return find(given) ?? null
  return find(chosen) ?? find(defaultOrganization?.id) ?? open[0] ?? null
}
