import { type View, viewOf } from '../query/view.ts'
import { usePendingInvitations } from './use-pending-invitations.ts'

/** Names what an inbox shows, for `data-tenantry-state`. */
export function usePendingState(): View {
  const { data, error } = usePendingInvitations()
  return viewOf({ data, error, isEmpty: data?.count === 0 })
}
