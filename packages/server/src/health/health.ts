import { contract, TenantryError } from '@tenantry/core'
import type { Database } from '../database/database.ts'
import { success } from '../http/answer.ts'

const PATIENCE_MS = 3000

/** Answers the two questions of whoever runs the process; null when the request asks something else. */
export async function answerHealth(request: Request, path: string, { runSql }: Database): Promise<Response | null> {
  if (request.method !== 'GET') return null
  if (path === contract.health.live.path) return success(200, { status: 'ok' })
  if (path !== contract.health.ready.path) return null
  // The newest table is asked, so that a database that was never migrated is not ready either.
  const asked = runSql('SELECT id FROM organizations LIMIT 1', [])
  if (await answersInTime(asked)) return success(200, { status: 'ok' })
  throw new TenantryError('NOT_READY', { status: 503, retryAfter: 1 })
}

function answersInTime(work: Promise<unknown>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => resolve(false), PATIENCE_MS)
  work.then(
    () => resolve(true),
    () => resolve(false),
  )
  return promise.finally(() => clearTimeout(timer))
}
