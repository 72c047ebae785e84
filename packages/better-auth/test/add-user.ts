import type { Identity } from '@tenantry/core/provider'
import type { Wish } from '../src/accounts.ts'
import type { Embedded } from '../src/embedded.ts'
import type { TestSite } from './harness.ts'

/** Adds a person as the server does: the hash first, the rest inside its transaction. */
export async function addUser(site: TestSite, provider: Embedded, user: Wish): Promise<Identity | null> {
  const password = await provider.hashPassword(user.password)
  return site.transaction((runSql) => provider.createUser({ ...user, password }, { runSql }))
}
