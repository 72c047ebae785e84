import { usePages } from '../query/use-pages.ts'
import { type AuditEventsFilter, auditEventsQuery } from './queries.ts'

/** Lists who did what in an organization, the newest first, a page at a time; `null` waits until it is known which. */
export function useAuditEvents(organizationId: string | null, filter: AuditEventsFilter = {}) {
  const { limit: _, ...narrowing } = filter
  return usePages(auditEventsQuery, {
    organizationId,
    filter,
    rowsOf: (page) => page.events,
    isFiltered: Object.keys(narrowing).length > 0,
  })
}
