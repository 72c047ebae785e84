import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Id, Person, Timestamp } from './fields.ts'
import { hourly } from './limits.ts'
import { ofOrganization, refusals } from './of-organization.ts'
import { pageFields, pageInfo } from './paging.ts'

/** What an event was: a noun and what became of it, such as `invitation.created`; the noun alone for all of its events. */
const Action = z
  .string()
  .check(
    z.maxLength(100),
    z.regex(/^[a-z_]+(\.[a-z_]+)?$/, 'Enter an action such as invitation.created, or its first word.'),
  )

/** One thing that somebody did in an organization. */
export const AuditEvent = z
  .object({
    id: Id,
    action: z.string(),
    /** Null when that account is gone; without name and address when whoever it was is no member any more. */
    actor: z.nullable(Person),
    target_type: z.string(),
    target_id: Id,
    /** What there is to know beyond that, by the kind of event. */
    data: z.record(z.string(), z.unknown()),
    /** Where the request came from; null when that is not known. */
    ip: z.nullable(z.string()),
    created_at: Timestamp,
  })
  .register(z.globalRegistry, { id: 'AuditEvent' })
export type AuditEvent = z.output<typeof AuditEvent>

export const auditEvents = {
  list: endpoint({
    method: 'GET',
    path: '/api/organizations/:organizationId/audit-events',
    summary: 'List who did what in an organization, the newest first',
    auth: 'user',
    permission: 'audit:read',
    params: ofOrganization,
    query: z.object({
      ...pageFields,
      action: z.optional(Action),
      actor_id: z.optional(Id),
      target_id: z.optional(Id),
      /** The first moment. */
      from: z.optional(Timestamp),
      /** The moment after the last one. */
      to: z.optional(Timestamp),
    }),
    output: z.object({ events: z.array(AuditEvent), ...pageInfo }),
    errors: refusals,
    limits: [hourly('audit-events', 6000)],
  }),
}
