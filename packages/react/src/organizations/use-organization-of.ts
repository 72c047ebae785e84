import { viewOf } from '../query/view.ts'
import type { Viewing } from '../ui/views.tsx'
import { useActiveOrganization } from './use-active-organization.ts'
import { useOrganizationStatus } from './use-organization-status.ts'

/** Tells which organization a widget is about, the one of the tab unless another is given; without one, what to show instead. */
export function useOrganizationOf(given: string | undefined) {
  const active = useActiveOrganization()
  const { data, error, isFetching, refetch } = useOrganizationStatus()
  const organizationId = given ?? active.organizationId
  // Whoever has just come into their first one is not told that they have none.
  const view = data && !isFetching ? 'forbidden' : viewOf({ data: undefined, error })
  const nowhere: Viewing | null =
    organizationId === null ? { view, error, isFetching, refetch: () => void refetch() } : null
  return { organizationId, nowhere }
}
