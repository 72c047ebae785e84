import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Timestamp } from './fields.ts'
import { hourly } from './limits.ts'
import { ofOrganization, refusals } from './of-organization.ts'

/** How an organization stands at the provider. */
export const SyncStatus = z
  .object({
    /**
     * `none`: the provider has no organizations. `pending`: it is being asked. `synced`: it has this one. `local_only`: it has not, and
     * hears nothing of its members until it has.
     */
    status: z.enum(['none', 'pending', 'synced', 'local_only']),
    /** The provider, such as `kinde`. */
    provider: z.string(),
    /** Its own id of the organization; null until it is known. */
    provider_id: z.nullable(z.string()),
    /**
     * What the provider said last, when it was no success: `invalid`, `conflict`, `not_found`, `unauthorized`, `forbidden`,
     * `rate_limited` or `unavailable`.
     */
    error: z.nullable(z.string()),
    /** Since when the status holds; null for `none`. */
    since: z.nullable(Timestamp),
    /** How many changes the provider has not heard of yet. */
    waiting: z.int(),
    /** Since when the oldest of them waits. */
    waiting_since: z.nullable(Timestamp),
    /** When it is tried again. */
    next_attempt_at: z.nullable(Timestamp),
  })
  .register(z.globalRegistry, { id: 'SyncStatus' })
export type SyncStatus = z.output<typeof SyncStatus>

export const sync = {
  get: endpoint({
    method: 'GET',
    path: '/api/organizations/:organizationId/sync',
    summary: 'Tell how an organization stands at the provider, and what waits',
    auth: 'user',
    permission: 'organization:update',
    params: ofOrganization,
    output: z.object({ sync: SyncStatus }),
    errors: refusals,
    limits: [hourly('sync', 6000)],
  }),

  retry: endpoint({
    method: 'POST',
    path: '/api/organizations/:organizationId/sync/retry',
    summary: 'Try again at once what the provider has not heard of yet',
    auth: 'user',
    permission: 'organization:update',
    params: ofOrganization,
    output: z.object({ success: z.literal(true), sync: SyncStatus }),
    errors: refusals,
    limits: [hourly('sync-retry', 60)],
  }),
}
