import type { Identity, Provider } from '@tenantry/core/provider'
import type { Database } from '../database/database.ts'
import { runSqlOn } from '../database/database.ts'
import { becomeRole } from '../database/role.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Services } from '../services.ts'

type Subject = Pick<Identity, 'issuer' | 'subject'>

/**
 * Removes an account of the provider's that the database did not keep. One that it kept stays: then only the answer of COMMIT was lost.
 * Rejects when the provider does.
 */
export async function removeAccount(
  { database, provider }: { readonly database: Database; readonly provider: Provider },
  identity: Subject,
): Promise<void> {
  const { issuer, subject } = identity
  const { rows } = await database.runSql('SELECT FROM identities WHERE provider = $1 AND subject = $2', [
    issuer,
    subject,
  ])
  if (rows.length > 0) return
  await inTransaction(database, async (tx) => {
    await becomeRole(tx, 'tenantry_auth')
    await provider.deleteUser?.(identity, { runSql: runSqlOn(tx) })
  })
}

/** Removes such an account now, or by a job, when the provider does not answer now. */
export async function takeBackAccount(services: Services, { issuer, subject }: Subject): Promise<void> {
  const { database, jobs } = services
  try {
    await removeAccount(services, { issuer, subject })
  } catch {
    await inTransaction(database, (tx) => jobs.enqueue(runSqlOn(tx), 'remove-account', { issuer, subject }))
    jobs.nudge('remove-account')
  }
}
