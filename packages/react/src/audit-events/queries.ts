import type { contract, Output } from '@tenantry/core'
import { tenantryKeys } from '../query/keys.ts'
import { type PageQuery, pageQuery } from '../query/paging.ts'

/** Events of one page, the newest first; `next_cursor` is null on the last. */
export type AuditEventsPage = Output<typeof contract.auditEvents.list>

/** What a list of events is narrowed to. */
export interface AuditEventsFilter {
  /** An action such as `member.removed`, or its noun for all that became of it. */
  readonly action?: string
  readonly actor_id?: string
  readonly target_id?: string
  /** The first moment, as ISO 8601. */
  readonly from?: string
  /** The moment after the last one. */
  readonly to?: string
  /** Rows in a page, at most 100. @default 25 */
  readonly limit?: number | undefined
}

/** Asks for one page of who did what in an organization, the newest first. */
export const auditEventsQuery: PageQuery<AuditEventsFilter, AuditEventsPage> = /* @__PURE__ */ pageQuery(
  tenantryKeys.auditEvents,
  (client) => client.auditEvents.list,
)
