import { type Provider, type ProviderContext, ProviderError, type RunSql } from '@tenantry/core/provider'
import { type Database, runSqlOn } from '../database/database.ts'
import { becomeRole } from '../database/role.ts'
import { inTransaction } from '../database/transaction.ts'
import { countedCall } from '../metrics/counted.ts'
import type { Metrics } from '../metrics/metrics.ts'

/** Something to be asked of a provider; undefined where it cannot be asked. */
export type Question<T> = (provider: Provider, context: ProviderContext) => Promise<T> | undefined

/** Asks a provider about accounts outside of any transaction, until the signal ends it. Rejects as the provider does. */
export type Ask = <T>(question: Question<T>, signal: AbortSignal) => Promise<T | undefined>

interface Means {
  readonly database: Database
  readonly provider: Provider
  readonly metrics: Metrics
}

export function createAsk({ database, provider, metrics }: Means): Ask {
  const runSql: RunSql = (text, parameters) =>
    inTransaction(database, async (tx) => {
      await becomeRole(tx, 'tenantry_auth')
      return runSqlOn(tx)(text, parameters)
    })

  return async (question, signal) => {
    const asked = question(provider, { runSql, signal })
    if (!asked) return undefined
    return countedCall(metrics, { provider: provider.id, call: 'account' }, untilEnded(asked, signal, provider.id))
  }
}

// Whoever waits is answered, though an adapter may not heed the signal.
function untilEnded<T>(asked: Promise<T>, signal: AbortSignal, provider: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () =>
      reject(
        new ProviderError('unavailable', {
          provider,
          message: `${provider} gave no answer in time`,
          outcome: 'unknown',
        }),
      )
    if (signal.aborted) end()
    signal.addEventListener('abort', end, { once: true })
    asked.then(resolve, reject).finally(() => signal.removeEventListener('abort', end))
  })
}
