import type { contract, SyncStatus } from '@tenantry/core'
import type { Context, HandlersOf } from '../context.ts'
import { timestamp } from '../http/timestamp.ts'
import { retrySync, syncStatusOf } from './queries.ts'

export const sync: HandlersOf<typeof contract>['sync'] = {
  async get({ params }, context) {
    return { sync: await statusOf(context, params.organizationId) }
  },

  async retry({ params }, context) {
    const { organizationId } = params
    await retrySync(context.tx, organizationId)
    context.audit({ organizationId, action: 'sync.retried', targetType: 'organization', targetId: organizationId })
    return { success: true, sync: await statusOf(context, organizationId) }
  },
}

async function statusOf({ tx, providerId }: Context, organizationId: string): Promise<SyncStatus> {
  const row = await syncStatusOf(tx, organizationId)
  const moment = (value: Date | null | undefined) => (value ? timestamp(value) : null)
  return {
    status: row?.status ?? 'none',
    provider: providerId,
    provider_id: row?.provider_id ?? null,
    error: row?.error ?? null,
    since: moment(row?.since),
    waiting: row?.waiting ?? 0,
    waiting_since: moment(row?.waiting_since),
    next_attempt_at: moment(row?.next_at),
  }
}
