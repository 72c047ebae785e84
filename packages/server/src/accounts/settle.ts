import type { Services } from '../services.ts'
import { SETTLED_MS } from '../sync/policy.ts'
import { Unsettled } from '../sync/unsettled.ts'
import type { Ask } from './ask.ts'
import { condemn, forgetAccount, type PendingAccount } from './queries.ts'

type Means = Pick<Services, 'database' | 'provider' | 'now'> & { readonly ask: Ask }

/**
 * Removes an account at the provider that no user got, and forgets that it was wanted. Doing it twice does no harm.
 * @throws ProviderError, or Unsettled when it has to be looked at again
 */
export async function settleAccount(item: PendingAccount, means: Means, signal: AbortSignal): Promise<void> {
  const { database, ask, now } = means
  const { marker, email, issuer, subject, created_at } = item

  async function find() {
    const found = await ask((provider, context) => provider.findUser?.(email, context), signal)
    return found?.marker === marker ? found : null
  }

  const named = issuer !== null && subject !== null ? { issuer, subject } : null
  const account = (await find()) ?? named
  if (account) {
    if (!(await condemn(database, marker, account, now()))) return forgetAccount(database, marker)
    await ask((provider, context) => provider.deleteUser?.(account, context), signal)
    // Only what is not found any more is gone.
    if (await find()) throw new Unsettled()
  }
  // What was sent and never answered may arrive after nothing was found.
  else if (now().getTime() - created_at.getTime() < SETTLED_MS) throw new Unsettled()
  return forgetAccount(database, marker)
}
