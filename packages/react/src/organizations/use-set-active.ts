import { useCallback } from 'react'
import { useTenantry } from '../provider/context.ts'

/** Returns what makes an organization the one that this tab works in, and tells the host; asks the server nothing. */
export function useSetActive(): (organizationId: string) => void {
  const { activeOrganization, onOrganizationChange } = useTenantry()
  return useCallback(
    (organizationId) => {
      activeOrganization.set(organizationId)
      onOrganizationChange?.(organizationId)
    },
    [activeOrganization, onOrganizationChange],
  )
}
