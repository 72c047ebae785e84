import { TenantryError } from '@tenantry/core'
import { isProviderError, type Provider } from '@tenantry/core/provider'
import type { Database } from '../database/database.ts'
import { inTransaction } from '../database/transaction.ts'
import { success } from '../http/answer.ts'
import { withinLimit } from '../http/body.ts'
import type { Log } from '../log/log.ts'
import { apply } from './apply.ts'
import { noteEvent } from './queries.ts'

// All organizations of somebody and every permission in each, as Kinde tells them together.
const MAXIMUM_BYTES = 512 * 1024

interface Means {
  readonly database: Database
  readonly provider: Provider
  readonly log: Log
  readonly now: () => Date
}

/** Tells whether a path is one that webhooks are sent to. */
export function isWebhook(path: string): boolean {
  return /^\/api\/webhooks\/[^/]+$/.test(path)
}

/**
 * Answers a webhook at `/api/webhooks/<provider>`. An event changes something at most once,
 * however often it comes.
 * @throws ROUTE_NOT_FOUND where the provider sends none; UNAUTHENTICATED unless the provider signed it; VALIDATION_FAILED when it is none of its events
 */
export async function receiveWebhook(request: Request, path: string, means: Means): Promise<Response> {
  const { database, provider, log, now } = means
  const { webhooks } = provider
  if (!webhooks || path !== `/api/webhooks/${provider.id}`) throw new TenantryError('ROUTE_NOT_FOUND', { status: 404 })
  const event = await withinLimit(request, (whole) => webhooks.read(whole), MAXIMUM_BYTES).catch((error: unknown) => {
    if (isProviderError(error, 'unauthorized'))
      throw new TenantryError('UNAUTHENTICATED', { status: 401, cause: error })
    if (isProviderError(error, 'invalid')) throw new TenantryError('VALIDATION_FAILED', { status: 400, cause: error })
    throw error
  })
  const issuers = provider.tokens.map(({ issuer }) => issuer)
  const marks = provider.organizations?.mark !== undefined
  const isNew = await inTransaction(database, async (tx) => {
    if (!(await noteEvent(tx, provider.id, event.id, now()))) return false
    for (const change of event.changes) await apply(tx, change, { issuers, at: event.at, now: now(), marks })
    return true
  })
  log.info({ provider: provider.id, type: event.type, changes: event.changes.length, isNew }, 'webhook')
  return success(200, { success: true })
}
