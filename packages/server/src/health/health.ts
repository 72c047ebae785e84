import { contract, TenantryError } from '@tenantry/core'
import type { RunSql } from '@tenantry/core/provider'
import { refuseChange, success } from '../http/answer.ts'

const PATIENCE_MS = 3000

interface Health {
  readonly runSql: RunSql
  /** Whether the start has finished: before it the schema may be an old one. */
  readonly started: boolean
}

/** Answers the two questions of whoever runs the process; null when the request asks something else. */
export async function answerHealth(
  request: Request,
  path: string,
  { runSql, started }: Health,
): Promise<Response | null> {
  if (path !== contract.health.live.path && path !== contract.health.ready.path) return null
  const refused = refuseChange(request)
  if (refused) return refused
  if (path === contract.health.live.path) return success(200, { status: 'ok' })
  if (started && (await answersInTime(runSql('SELECT id FROM organizations LIMIT 1', []))))
    return success(200, { status: 'ok' })
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
